import { attempt } from "./safely";

/** A random UUID; pages without encryption have no `randomUUID`. */
export function randomId(): string {
  return attempt(() => crypto.randomUUID(), "") || fromBytes();
}

function fromBytes(): string {
  const bytes = Array.from({ length: 16 }, () => Math.random() * 256);
  attempt(() => {
    crypto.getRandomValues(new Uint8Array(16)).forEach((byte, place) => (bytes[place] = byte));
  }, undefined);
  return bytes
    .map((byte, place) => (place === 6 ? (byte & 15) | 64 : place === 8 ? (byte & 63) | 128 : byte & 255))
    .map((byte, place) => (/^(4|6|8|10)$/.test(String(place)) ? "-" : "") + (byte + 256).toString(16).slice(1))
    .join("");
}
