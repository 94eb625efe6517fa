import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createMailFolder } from '../../../src/adapters/smtp/mailFolder.ts';
import { noMail } from '../../../src/adapters/smtp/noMail.ts';
import type { Mail } from '../../../src/ports/delivery.ts';

const MAIL: Mail = {
  id: 'row-1',
  to: 'francois.lefevre@contoso.com',
  from: null,
  subject: 'Din PIN-kod har återställts',
  text: 'Hej!\nPIN-kod: 90573\n',
  html: '<p>Hej! 90573</p>',
  language: 'sv',
};

describe('mails as files', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-mail-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('writes a complete message under the outbox id and leaves nothing else behind', async () => {
    const result = await createMailFolder(join(folder, 'mail')).send(MAIL);

    const source = await readFile(join(folder, 'mail', 'row-1.eml'));
    const mail = await simpleParser(source);
    assert.deepEqual(result, { outcome: 'sent' });
    assert.deepEqual(await readdir(join(folder, 'mail')), ['row-1.eml']);
    assert.equal(mail.subject, MAIL.subject);
    assert.equal(mail.text, MAIL.text);
    assert.equal(mail.html, MAIL.html);
    assert.equal(mail.messageId, '<row-1@localhost.localdomain>');
    assert.ok(mail.date instanceof Date);
    assert.ok(!/[^\r]\n/.test(source.toString('latin1')), 'every line ends as RFC 5322 asks');
  });

  it('replaces the file when the same notice goes again', async () => {
    const mails = createMailFolder(folder);

    await mails.send(MAIL);
    await mails.send({ ...MAIL, subject: 'again' });

    assert.deepEqual(await readdir(folder), ['row-1.eml']);
    assert.equal((await simpleParser(await readFile(join(folder, 'row-1.eml')))).subject, 'again');
  });

  for (const id of ['../evil', 'a/b', 'a\\b', '', '.', 'x'.repeat(129), 'a\u0000b', 'con:1']) {
    it(`refuses the id ${JSON.stringify(id.slice(0, 20))} as a file name`, async () => {
      const result = await createMailFolder(folder).send({ ...MAIL, id });

      assert.equal(result.outcome, 'failed');
      assert.deepEqual(await readdir(folder), []);
    });
  }

  it('tries again later when the folder cannot be written', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');

    const result = await createMailFolder(file).send(MAIL);

    assert.equal(result.outcome, 'throttled');
  });
});

describe('no mail transport', () => {
  it('says so and sends nothing', async () => {
    const result = await noMail.send(MAIL);

    assert.equal(noMail.available, false);
    assert.deepEqual(result, { outcome: 'failed', reason: 'no-mail-transport', detail: '' });
  });
});
