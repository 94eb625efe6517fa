/** The most files that are kept. */
const MOST_FILES = 50;

/** The files of the chats, where people put them and the bot writes them. */
export class ChatFiles {
  readonly #files = new Map<string, Buffer>();
  readonly #awaited = new Set<string>();

  /** `newId` names a file, never twice the same. */
  constructor(private readonly newId: () => string) {}

  /** Keeps a file; gives the id under which it can be fetched. Of many, the oldest goes. */
  keep(content: Buffer, id = this.newId()): string {
    this.#files.set(id, content);
    if (this.#files.size > MOST_FILES) this.#files.delete([...this.#files.keys()][0] ?? '');
    return id;
  }

  /** Makes room for a file that the bot will write, once; gives its id. */
  expect(): string {
    const id = this.newId();
    this.#awaited.add(id);
    return id;
  }

  /** Takes a file for which room was made; false when none is expected there. */
  accept(id: string, content: Buffer): boolean {
    if (!this.#awaited.delete(id)) return false;
    this.keep(content, id);
    return true;
  }

  /** The content of a file. */
  content(id: string): Buffer | undefined {
    return this.#files.get(id);
  }
}
