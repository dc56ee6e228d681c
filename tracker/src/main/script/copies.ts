import { randomId } from "./ids";
import { attempt, safely } from "./safely";
import * as store from "./store";

/**
 * What of the queues of pages outlives them, in the local storage of the site.
 *
 * Each page has a copy of its own, so that no tab writes over another's: under its name when it last wrote and how
 * large it is, and the events in pieces beside it, one a line, so that one more event costs no more than a piece.
 *
 * Who holds the lock of its name lives; a page that finds a copy whose owner has gone takes it over. Two that do so at
 * once send the same events twice, which their message ids undo: a lock or a clock that errs costs a repeat, never an
 * event.
 */
const COPY = "queue_";

/** Where there are no locks, an owner that has not written for so long has gone. */
const SILENCE = 5 * 60 * 1000;

function owner(name: string): string {
  return COPY + (name.slice(COPY.length).split("_")[0] as string);
}

function piecesOf(copy: string): string[] {
  return store.names().filter((name) => name.startsWith(copy + "_"));
}

function stamp(copy: string): { writtenAt: number; size: number } {
  const [writtenAt, size] = store.read(copy).split(" ");
  return { writtenAt: Number(writtenAt) || 0, size: Number(size) || 0 };
}

/** One task for each piece, so that a page that comes back to much work stays quick. */
function oneByOne<T>(values: T[], work: (value: T) => void): Promise<void> {
  return new Promise((done) => {
    const next = (place: number) => {
      if (place === values.length) {
        done();
        return;
      }
      safely(work)(values[place] as T);
      setTimeout(next, 0, place + 1);
    };
    next(0);
  });
}

export class Copy {
  private readonly name = COPY + randomId();
  private release: (() => void) | undefined;

  /** Whether what was written last is there. */
  private works = false;

  /** Lets other pages know that this one lives. */
  hold(): void {
    attempt(() => {
      navigator.locks
        .request(this.name, () => new Promise<void>((release) => (this.release = release)))
        .catch(() => undefined);
    }, undefined);
  }

  /** The page goes, perhaps for good: whoever comes next may take its events over. */
  leave(size: number): void {
    this.mark(size, 0);
    if (this.release) {
      // A page that holds a lock could not be shown again as it was.
      this.release();
    }
  }

  /** Nothing to keep leaves nothing behind. @param size of all pieces */
  write(piece: number, lines: string[], size: number): void {
    const name = this.name + "_" + piece;
    if (lines.length) {
      this.works = store.write(name, lines.join("\n"));
    } else {
      store.remove(name);
    }
    this.mark(size, Date.now());
  }

  /** Which pieces another page has taken over. */
  lost(): (piece: number) => boolean {
    const names = piecesOf(this.name);
    return (piece) => this.works && names.indexOf(this.name + "_" + piece) < 0;
  }

  /** Of the copies of all others. */
  sizeOfOthers(): number {
    return this.others().reduce((sum, copy) => sum + stamp(copy).size, 0);
  }

  /** Takes over what pages left that have gone. @param take is given the lines of a piece */
  adopt(take: (lines: string[]) => void): void {
    this.others().forEach((copy) => {
      const all = () =>
        oneByOne(piecesOf(copy), (piece) => {
          const { writtenAt, size } = stamp(copy);
          const text = store.read(piece);
          take(text.split("\n"));
          store.remove(piece);
          store.write(copy, writtenAt + " " + Math.max(0, size - text.length));
        }).then(() => {
          store.remove(copy);
        });
      const unlocked = safely(() => {
        if (Math.abs(Date.now() - stamp(copy).writtenAt) > SILENCE) {
          void all();
        }
      });
      const asked = attempt(() => {
        navigator.locks.request(copy, { ifAvailable: true }, (lock) => (lock ? all() : undefined)).catch(unlocked);
        return true;
      }, false);
      if (!asked) {
        unlocked();
      }
    });
  }

  private mark(size: number, writtenAt: number): void {
    if (size) {
      store.write(this.name, writtenAt + " " + size);
    } else {
      store.remove(this.name);
    }
  }

  private others(): string[] {
    const owners = store.names().filter((name) => name.startsWith(COPY));
    return Array.from(new Set(owners.map(owner))).filter((name) => name !== this.name);
  }
}
