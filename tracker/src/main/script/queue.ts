import { Copy } from "./copies";
import { attempt } from "./safely";

/** Of the queues of all pages of the site together, in characters. They are of ASCII, so that these are bytes as well. */
export const MOST_STORED = 1 << 20;

/** Of one event, in bytes: more is refused by the server. */
const MOST_OF_ONE = 32 << 10;

/** Events are stored together up to about so many characters. */
const MOST_OF_PIECE = 16 << 10;

/** A word about what was dropped, and what stands around events, may take so much. */
const SLACK = 256;

/** The server knows repeats for 30 days; what is older might count twice. */
const OLDEST = 29 * 24 * 60 * 60 * 1000;

export interface Message {
  type: string;
  messageId: string;
  timestamp: string;
  context: Record<string, unknown>;
  [name: string]: unknown;
}

export interface Queued {
  id: string;
  at: string;
  text: string;
  /** With which others it is stored. */
  piece: number;
}

function line(message: Message): string {
  return JSON.stringify(message).replace(
    /[\u007f-\uffff]/g,
    (sign) => "\\u" + (sign.charCodeAt(0) + 0x10000).toString(16).slice(1),
  );
}

/** Events of this page that nobody has taken yet, oldest first. A copy of them outlives the page. */
export class Queue {
  private readonly copy = new Copy();
  private items: Queued[] = [];
  private size = 0;

  /** Events that fell out since an event last told of it. */
  private dropped = 0;

  /** The one that grows, and how large it is. */
  private piece = 0;
  private sizeOfPiece = 0;

  get length(): number {
    return this.items.length;
  }

  all(): Queued[] {
    return this.items.slice();
  }

  /** @returns whether it is small enough */
  add(message: Message): boolean {
    let text = line(message);
    if (text.length > MOST_OF_ONE - SLACK) {
      return false;
    }
    this.makeRoom(text.length);
    if (this.dropped) {
      // What one says must not change while it is sent again, so the newest tells.
      message.context.dropped = this.dropped;
      this.dropped = 0;
      text = line(message);
    }
    this.append(message, text);
    this.save(this.piece);
    return true;
  }

  /** Tells with the next event that others fell out before they came here. */
  tellDropped(count: number): void {
    this.dropped += count;
  }

  remove(gone: Queued[]): void {
    const ids = new Set(gone.map((item) => item.id));
    this.keep((item) => !ids.has(item.id));
  }

  clear(): void {
    this.keep(() => false);
    this.dropped = 0;
  }

  /** Lets other pages know that this one lives. */
  hold(): void {
    this.copy.hold();
  }

  /** The page goes, perhaps for good. */
  leave(): void {
    this.copy.leave(this.size);
  }

  /** The page is shown again as it was. Somebody may have taken its events over. */
  comeBack(): void {
    const isLost = this.copy.lost();
    this.keep((item) => !isLost(item.piece));
    this.hold();
    this.save(this.piece);
  }

  /** Takes over what pages left that have gone. @param then is called for each piece of it */
  adopt(then: () => void): void {
    this.copy.adopt((lines) => {
      this.take(lines);
      then();
    });
  }

  /** Needs no room: what comes here goes there. */
  private take(lines: string[]): void {
    const known = new Set(this.items.map((item) => item.id));
    const pieces = new Set<number>();
    lines.forEach((text) => {
      const message = attempt(() => JSON.parse(text) as Message, undefined);
      if (!message || known.has(message.messageId)) {
        return;
      }
      if (Date.now() - Date.parse(message.timestamp) > OLDEST) {
        this.drop(text);
      } else {
        this.append(message, text);
        pieces.add(this.piece);
      }
    });
    this.items.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    pieces.forEach((piece) => {
      this.save(piece);
    });
  }

  private append({ messageId, timestamp }: Message, text: string): void {
    if (this.sizeOfPiece > MOST_OF_PIECE) {
      this.piece++;
      this.sizeOfPiece = 0;
    }
    this.items.push({ id: messageId, at: timestamp, text, piece: this.piece });
    this.size += text.length + 1;
    this.sizeOfPiece += text.length + 1;
  }

  private makeRoom(more: number): void {
    let size = this.copy.sizeOfOthers() + this.size + more + SLACK;
    let gone = 0;
    for (; size > MOST_STORED && gone < this.items.length; gone++) {
      const { text } = this.items[gone] as Queued;
      size -= text.length + 1;
      this.drop(text);
    }
    if (gone) {
      this.remove(this.items.slice(0, gone));
    }
  }

  /** One that told of others takes its word with it. */
  private drop(text: string): void {
    const before = attempt(() => (JSON.parse(text) as Message).context.dropped, 0);
    this.dropped += 1 + (Number(before) || 0);
  }

  private keep(stays: (item: Queued) => boolean): void {
    const pieces = new Set<number>();
    this.items = this.items.filter((item) => {
      const keeps = stays(item);
      if (!keeps) {
        this.size -= item.text.length + 1;
        pieces.add(item.piece);
      }
      return keeps;
    });
    pieces.forEach((piece) => {
      this.save(piece);
    });
  }

  private save(piece: number): void {
    const lines = this.items.filter((item) => item.piece === piece).map((item) => item.text);
    this.copy.write(piece, lines, this.size);
  }
}
