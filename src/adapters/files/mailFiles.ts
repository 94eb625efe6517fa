import { mkdirSync, watch } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Mailbox, StoredMail } from '../../ports/mailbox.ts';

/** A mail's file as it was last read. */
interface Known {
  changed: number;
  mail: StoredMail;
}

const MAIL_FILE = /^([\w-]+)\.eml$/;

/** Reads the mails that local mode writes into `folder`, one `.eml` file each; the folder is made when it is to be watched. */
export function createMailFiles(folder: string): Mailbox {
  let known = new Map<string, Known>();
  return {
    async list(limit) {
      const newest = (await filesIn(folder)).sort((one, other) => one.changed - other.changed).slice(-limit);
      const read = newest.map(async ({ id, changed }) => {
        const before = known.get(id);
        const mail =
          before?.changed === changed
            ? before.mail
            : listed(id, changed, await parsed(join(folder, `${id}.eml`)));
        return [id, { changed, mail }] as const;
      });
      known = new Map(await Promise.all(read));
      return [...known.values()].map(({ mail }) => mail);
    },
    async body(id) {
      if (!MAIL_FILE.test(`${id}.eml`)) return undefined;
      try {
        const { html = null, text = '' } = await parsed(join(folder, `${id}.eml`));
        return { html, text };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    watch(listener) {
      mkdirSync(folder, { recursive: true });
      const watcher = watch(folder, { persistent: false }, (_event, file) => {
        if (file === null || MAIL_FILE.test(file)) listener();
      });
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    },
  };
}

/** The mails of a folder, and when each was last written, in milliseconds. */
async function filesIn(folder: string): Promise<{ id: string; changed: number }[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const ids = names.flatMap((file) => MAIL_FILE.exec(file)?.[1] ?? []);
  return Promise.all(
    ids.map(async (id) => ({ id, changed: (await stat(join(folder, `${id}.eml`))).mtimeMs })),
  );
}

async function parsed(file: string): Promise<Email> {
  return PostalMime.parse(await readFile(file));
}

function listed(id: string, changed: number, { to = [], from, subject = '', date }: Email): StoredMail {
  const at = new Date(date ?? changed);
  const sender = { name: from?.name ?? '', address: from?.address ?? '' };
  return { id, to: to.flatMap(addressesOf), from: sender, subject, at };
}

/** The bare addresses of an entry, which may be a group. */
function addressesOf({ address, group }: Address): string[] {
  return group ? group.map((member) => member.address.toLowerCase()) : [(address ?? '').toLowerCase()];
}
