import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { browserSuite } from './browser.ts';

const AMOS = 'amos.marble@contoso.com';
const NILS = 'nils.none@contoso.com';

browserSuite('the administration in a browser', (page) => {
  it('gives a licence, replaces a third party after a yes, and shows what it kept', async () => {
    await page.chat.say(0, 'enable nils');
    await page.chat.sees(0, 'New PIN of Nils None');
    assert.equal((await page.world.user(NILS)).provider, 'Microsoft');

    await page.chat.say(0, 'enable tara and replace the provider');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'New PIN of Tara Third');
    await page.chat.say(0, 'restore provider of tara');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'InterCall');
    assert.equal((await page.world.user('tara.third@contoso.com')).provider, 'InterCall');
  });

  it('lets callers start meetings, and tells Amos why they wait', async () => {
    await page.chat.say(1, 'why do my callers wait');
    await page.chat.sees(1, 'Before the meeting has begun');
    await page.chat.say(0, 'allow callers to start meetings of amos');
    await page.chat.sees(0, 'Callers may start the meetings of Amos Marble');
    assert.equal((await page.world.user(AMOS)).allowPstnOnlyMeetings, true);
  });

  it('changes many at once: plan, everybody, yes, progress to the end', async () => {
    await page.chat.say(0, 'reset PIN for department Finance');
    await page.chat.sees(0, 'Reset PIN for 3 people?');
    await page.chat.press(0, 'Show everybody');
    await page.chat.sees(0, 'François Lefèvre');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'Reset PIN for 3 people: finished');
    assert.equal(
      await page.chat.pane(0).getByRole('progressbar', { name: 'Progress' }).last().getAttribute('value'),
      '3',
    );
    await page.chat.sees(1, 'Your PIN has been reset');
  });

  it('takes a CSV file, and gives the result as one', async () => {
    const pane = page.chat.pane(0);
    const content = 'upn\namos.marble@contoso.com\nnils.none@contoso.com\n"=1+1"\n';
    await pane
      .locator('input[type=file]')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await pane.getByRole('button', { name: 'people.csv (take away)' }).waitFor();
    await page.chat.say(0, 'reset PIN');
    await page.chat.sees(0, 'Reset PIN for 1 person?');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'Reset PIN for 3 people: finished');

    await page.chat.press(0, 'Result as CSV');
    await page.chat.sees(0, 'result for 3 people');
    await page.chat.press(0, 'Accept');
    const link = pane.getByRole('link', { name: /^resetPin-.*\.csv$/ });
    const [download] = await Promise.all([page.chat.page.waitForEvent('download'), link.click()]);
    const written = await readFile(await download.path(), 'utf8');
    assert.match(written, /Amos Marble,amos\.marble@contoso\.com,ok,/);
    assert.match(written, /'=1\+1,,skipped,user-not-found/);
  });

  it('lets Amos ask for a PIN: Adele approves, and he is told', async () => {
    await page.chat.say(1, 'reset my PIN');
    await page.chat.press(1, 'Ask an admin');
    await page.chat.sees(1, 'The admins have been asked');
    await page.chat.sees(0, 'Amos Marble asks: Reset PIN');
    await page.chat.press(0, 'Approve');

    await page.chat.sees(0, 'New PIN of Amos Marble');
    await page.chat.sees(0, 'Approved by Adele Vance.');
    await page.chat.sees(1, 'Adele Vance has approved what you asked for');
    await page.chat.sees(1, 'Your PIN has been reset');
  });

  it('lets Adele refuse with a reason', async () => {
    await page.chat.say(1, 'ask for number +46 8 465 004 00');
    await page.chat.sees(0, 'Number asked for');
    await page.chat.pane(0).getByLabel('Reason (for a refusal)').fill('After the move');
    await page.chat.press(0, 'Refuse');
    await page.chat.sees(0, 'Refused by Adele Vance.');
    await page.chat.sees(1, 'Reason: After the move');
  });

  it('takes the last change back by a button of the card', async () => {
    await page.chat.say(0, 'set PIN length to 7');
    await page.chat.sees(0, 'Settings changed');
    await page.chat.press(0, 'Undo');
    await page.chat.say(0, 'settings');
    await page.chat.sees(0, 'PIN length');
    const { PinLength } = await page.world.serving.store.transaction((tx) => tx.settings.get());
    assert.equal(PinLength, 5);
    await page.chat.say(0, 'what did adele do');
    await page.chat.sees(0, 'Adele Vance');
  });

  it('shows the status in pictures, with the same numbers as a table', async () => {
    await page.chat.say(0, 'status');
    await page.chat.sees(0, 'Status');
    // Drawn when what draws them has been loaded.
    await page.chat.pane(0).locator('svg').first().waitFor();
  });

  it('adds a person and an admin, and removes both', async () => {
    await page.chat.say(0, 'add person Bo Ek bo.ek@contoso.com');
    await page.chat.sees(0, 'Bo Ek');
    await page.chat.say(0, 'add admin amos');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'Amos Marble now has the role admin');
    await page.chat.say(0, 'remove admin amos');
    await page.chat.press(0, 'Yes');
    await page.chat.say(0, 'remove person bo');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'Bo Ek has been removed');
  });
});
