import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, relative } from 'node:path';

/** Something that happened to the disk, or that the test noted between such things. Names are relative to the data folder. */
export type DiskEvent =
  | { kind: 'create'; name: string; inode: number }
  | { kind: 'append'; inode: number; bytes: Buffer }
  | { kind: 'truncate'; inode: number; length: number }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'remove'; name: string }
  /** What was written before is durable; `events` is how far the log was when it began. */
  | { kind: 'sync'; inode: number; events: number }
  /** The names of a folder are durable. */
  | { kind: 'syncFolder'; folder: string; events: number }
  | { kind: 'note'; text: string };

/** The methods of file handles that are watched. */
interface HandleMethods {
  appendFile: (this: FileHandle, data: string | Buffer) => Promise<void>;
  truncate: (this: FileHandle, length?: number) => Promise<void>;
  sync: (this: FileHandle) => Promise<void>;
  datasync: (this: FileHandle) => Promise<void>;
}

/**
 * Writes down everything that is done to a folder through `node:fs/promises`. What may have reached the disk counts from the
 * beginning of its call, what must have reached it from the end.
 */
export class DiskRecorder {
  readonly events: DiskEvent[] = [];
  readonly #inodes = new Map<string, number>();
  readonly #handles = new WeakMap<FileHandle, number | string>();
  readonly #folder: string;
  #created = 0;
  #restore: () => void = () => undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Begins; everything goes on as before, but is written down. */
  async start(): Promise<void> {
    const probe = await fs.open('/dev/null');
    const handles = Object.getPrototypeOf(probe) as HandleMethods;
    await probe.close();
    const before = { ...fs };
    const { appendFile, truncate, sync, datasync } = handles;
    this.#restore = () => {
      Object.assign(fs, before);
      Object.assign(handles, { appendFile, truncate, sync, datasync });
      syncBuiltinESMExports();
    };
    this.#watchNames(before);
    this.#watchHandles(handles);
    syncBuiltinESMExports();
  }

  /** Ends; the file system is as it was. */
  stop(): void {
    this.#restore();
  }

  /** Notes something in between. */
  note(text: string): void {
    this.events.push({ kind: 'note', text });
  }

  #watchNames(real: typeof fs): void {
    Object.assign(fs, {
      open: async (path: string, flags?: string) => {
        const handle = await real.open(path, flags);
        this.#handles.set(
          handle,
          (await handle.stat()).isDirectory() ? this.#nameOf(path) : this.#inodeOf(path, flags),
        );
        return handle;
      },
      rename: (from: string, to: string) => {
        const [old, name] = [this.#nameOf(from), this.#nameOf(to)];
        this.events.push({ kind: 'rename', from: old, to: name });
        this.#inodes.set(name, this.#inodes.get(old)!);
        this.#inodes.delete(old);
        return real.rename(from, to);
      },
      rm: (path: string, options?: object) => {
        this.events.push({ kind: 'remove', name: this.#nameOf(path) });
        this.#inodes.delete(this.#nameOf(path));
        return real.rm(path, options);
      },
    });
  }

  #watchHandles(handles: HandleMethods): void {
    const { appendFile, truncate, sync, datasync } = handles;
    const { events } = this;
    const ids = this.#handles;
    const synced = (real: HandleMethods['sync']) =>
      async function (this: FileHandle): Promise<void> {
        const id = ids.get(this);
        const before = events.length;
        await real.call(this);
        if (typeof id === 'number') events.push({ kind: 'sync', inode: id, events: before });
        else if (id !== undefined) events.push({ kind: 'syncFolder', folder: id, events: before });
      };
    Object.assign(handles, {
      appendFile(this: FileHandle, data: string | Buffer) {
        const inode = ids.get(this);
        if (typeof inode === 'number') events.push({ kind: 'append', inode, bytes: Buffer.from(data) });
        return appendFile.call(this, data);
      },
      truncate(this: FileHandle, length = 0) {
        const inode = ids.get(this);
        if (typeof inode === 'number') events.push({ kind: 'truncate', inode, length });
        return truncate.call(this, length);
      },
      sync: synced(sync),
      datasync: synced(datasync),
    });
  }

  #inodeOf(path: string, flags: string | undefined): number {
    const name = this.#nameOf(path);
    const known = this.#inodes.get(name);
    if (known !== undefined) {
      if (flags === 'w') this.events.push({ kind: 'truncate', inode: known, length: 0 });
      return known;
    }
    const inode = (this.#created += 1);
    this.#inodes.set(name, inode);
    this.events.push({ kind: 'create', name, inode });
    return inode;
  }

  #nameOf(path: string): string {
    return relative(this.#folder, path);
  }
}

/** What a crash of the machine does with what was not made durable. */
export interface Loss {
  /** Names that were made, moved or removed since the last sync of their folder. */
  names: 'lost' | 'kept';
  /** Bytes that were written since the last sync of their file: none, half of them, all, or only their number. */
  bytes: 'lost' | 'torn' | 'kept' | 'zeros';
}

/** The files of the folder after a crash at a moment of the log. */
export function afterCrash(log: readonly DiskEvent[], moment: number, loss: Loss): Map<string, Buffer> {
  const events = log.slice(0, moment);
  const names = loss.names === 'kept' ? namesAfter(events) : durableNames(events);
  return new Map([...names].map(([name, inode]) => [name, bytesOf(events, inode, loss.bytes)]));
}

function namesAfter(events: readonly DiskEvent[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'create') names.set(event.name, event.inode);
    if (event.kind === 'rename') {
      names.set(event.to, names.get(event.from)!);
      names.delete(event.from);
    }
    if (event.kind === 'remove') names.delete(event.name);
  }
  return names;
}

/** Of each folder the names as they were when its last sync began. */
function durableNames(events: readonly DiskEvent[]): Map<string, number> {
  const durable = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'syncFolder') continue;
    const inFolder = (name: string) => (dirname(name) === '.' ? '' : dirname(name)) === event.folder;
    for (const name of [...durable.keys()].filter(inFolder)) durable.delete(name);
    for (const [name, inode] of namesAfter(events.slice(0, event.events)))
      if (inFolder(name)) durable.set(name, inode);
  }
  return durable;
}

function bytesOf(events: readonly DiskEvent[], inode: number, kept: Loss['bytes']): Buffer {
  const last = events.findLast((event) => event.kind === 'sync' && event.inode === inode);
  const durable = contentAfter(last?.kind === 'sync' ? events.slice(0, last.events) : [], inode);
  const written = contentAfter(events, inode);
  if (kept === 'kept') return written;
  if (kept === 'lost' || written.length <= durable.length) return durable;
  if (kept === 'zeros') return Buffer.concat([durable, Buffer.alloc(written.length - durable.length)]);
  return written.subarray(0, durable.length + ((written.length - durable.length) >> 1));
}

function contentAfter(events: readonly DiskEvent[], inode: number): Buffer {
  let content = Buffer.alloc(0);
  for (const event of events) {
    if (event.kind === 'append' && event.inode === inode) content = Buffer.concat([content, event.bytes]);
    if (event.kind === 'truncate' && event.inode === inode) content = content.subarray(0, event.length);
  }
  return content;
}
