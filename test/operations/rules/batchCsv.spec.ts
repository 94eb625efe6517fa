import assert from 'node:assert/strict';
import { cardOf, FILE_CONSENT, FILE_INFO, type WireActivity } from '../../../src/simulator/wire.ts';
import { shownIn, type SwitchboardWorld } from '../../support/switchboardWorld.ts';
import { shownBy, worldPerTest } from './ruleWorld.ts';

function attachment(sent: readonly WireActivity[], contentType: string) {
  return sent.flatMap(({ attachments = [] }) => attachments).find((one) => one.contentType === contentType);
}

/** A batch that has ended, for people with every outcome and a name that a spreadsheet would run. */
async function ended(world: SwitchboardWorld): Promise<void> {
  const { adele } = world;
  await adele.says('add person "=cmd|x" =evil@contoso.com');
  await adele.says('yes');
  const content = 'name\namos\nnils\n"=1+1"\nnobody@contoso.com\n';
  await adele.says('reset PIN', { file: { name: 'people.csv', content } });
  await adele.says('yes');
  await world.serving.batches.idle();
  adele.unread();
}

describe('the result of what was done to many, as CSV', () => {
  const world = worldPerTest();

  /** Presses the button and gives what came: the card, and the question of Teams. */
  async function asked() {
    await ended(world());
    const pressed = await world().adele.presses('Result as CSV');
    const { adele } = world();
    const question = adele.chat.messages.findLast((one) => attachment([one.activity], FILE_CONSENT));
    assert.ok(question, 'the file is offered');
    return { pressed, question };
  }

  it('is shown to copy and offered as a file, with every outcome, without PINs, and with formulas as text', async () => {
    const { pressed, question } = await asked();
    const { adele } = world();

    assert.match(shownBy(pressed), /Reset PIN: result for 4 people/);
    const offered = attachment([question.activity], FILE_CONSENT)!;
    assert.match(String(offered['name']), /^resetPin-\d{4}-\d\d-\d\d\.csv$/);

    const answer = await adele.teams.consents(adele.chat, question, true);
    assert.equal(answer.status, 200);
    const info = attachment(adele.unread(), FILE_INFO)!;
    const written = await (await fetch(String(info['contentUrl']))).text();

    const [header, ...lines] = written
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split('\r\n');
    assert.equal(header, 'name,userName,outcome,code,details');
    assert.deepEqual(lines.map((line) => line.split(',').slice(0, 4).join(',')).sort(), [
      "'=1+1,,skipped,user-not-found",
      'Amos Marble,amos.marble@contoso.com,ok,',
      'Nils None,nils.none@contoso.com,skipped,no-provider',
      'nobody@contoso.com,,skipped,user-not-found',
    ]);
    assert.ok(Number((offered.content as { sizeInBytes: number }).sizeInBytes) > 100);
    assert.ok(question.deleted, 'the question has its answer');
  });

  it('is not written where nobody wants it', async () => {
    const { question } = await asked();
    const { adele } = world();
    await adele.teams.consents(adele.chat, question, false);
    assert.equal(attachment(adele.unread(), FILE_INFO), undefined);
    assert.ok(question.deleted);
  });

  it('is written once, however often the answer arrives', async () => {
    const { question } = await asked();
    const { adele } = world();
    await adele.teams.consents(adele.chat, question, true);
    const first = adele.unread();
    assert.ok(attachment(first, FILE_INFO));
    const invoke = world().teams.connector.calls.filter(({ method }) => method === 'DELETE');
    assert.equal(invoke.length, 1);
  });

  it('is for the admin who asked: a foreign consent gets a no', async () => {
    const { question } = await asked();
    const { amos } = world();
    await amos.says('hello');
    const copy = world().teams.chat.post(amos.chat, 'bot', { ...question.activity, id: '4711' });
    await amos.teams.consents(amos.chat, copy, true);
    const sent = amos.unread();
    assert.equal(attachment(sent, FILE_INFO), undefined);
    assert.match(shownIn(sent.filter((one) => cardOf(one))), /needs the role admin|That is not possible/);
  });

  it('goes nowhere but where files are kept', async () => {
    const { question } = await asked();
    const { adele } = world();
    const value = {
      type: 'fileUpload',
      action: 'accept',
      context: (attachment([question.activity], FILE_CONSENT)!.content as { acceptContext: unknown })
        .acceptContext,
      uploadInfo: {
        uploadUrl: 'http://evil.example/upload',
        contentUrl: 'http://evil.example/x',
        name: 'x.csv',
        uniqueId: 'x',
        fileType: 'csv',
      },
    };
    const words = adele.chat.messages.find((one) => one.author !== 'bot')!.activity;
    await adele.teams.redelivers({
      ...words,
      type: 'invoke',
      id: 'f:1',
      name: 'fileConsent/invoke',
      value,
      text: '',
    });
    const sent = adele.unread();
    assert.match(shownIn(sent), /could not be written/);
    assert.equal(attachment(sent, FILE_INFO), undefined);
  });

  it('a malformed consent is not understood, and does nothing', async () => {
    await ended(world());
    const { adele } = world();
    const words = adele.chat.messages.find((one) => one.author !== 'bot')!.activity;
    for (const value of [null, {}, { action: 'accept' }, { action: 'accept', context: { batch: 7 } }]) {
      const answer = await adele.teams.redelivers({
        ...words,
        type: 'invoke',
        id: 'f:2',
        name: 'fileConsent/invoke',
        value,
        text: '',
      });
      assert.equal(answer.status, 400);
    }
    assert.deepEqual(adele.unread(), []);
  });
});
