/** Randomness that follows from a seed, so that the same start shows the same company. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const dice = {
    next,
    below: (n) => Math.floor(next() * n),
    between: (low, high) => low + next() * (high - low),
    of: (list) => list[Math.floor(next() * list.length)],
    hit: (share) => next() < share,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    /** @param {[any, number][]} shares */
    weighted: (shares) => {
      const sum = shares.reduce((total, [, weight]) => total + weight, 0);
      let left = next() * sum;
      for (const [value, weight] of shares) {
        left -= weight;
        if (left < 0) return value;
      }
      return shares[shares.length - 1][0];
    },
  };
  return dice;
}

export function id(prefix, dice, length = 16) {
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  let text = "";
  for (let i = 0; i < length; i++) text += letters[dice.below(letters.length)];
  return `${prefix}_${text}`;
}
