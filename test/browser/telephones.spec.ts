import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { browserSuite } from './browser.ts';

const AMOS_ID = '8271964';

browserSuite('the telephones of the local page in a browser', (page) => {
  const telephone = (number: number) => page.chat.page.locator('.telephone').nth(number - 1);
  const sees = (phone: Locator, words: string) => phone.getByText(words).last().waitFor();

  async function calls(number: number, to?: string): Promise<Locator> {
    if (number === 1) await page.chat.page.getByRole('button', { name: 'Telephones' }).click();
    else await page.chat.page.getByRole('button', { name: 'Another telephone' }).click();
    const phone = telephone(number);
    if (to !== undefined) await phone.getByLabel('Calls').selectOption(to);
    await phone.getByRole('button', { name: 'Call', exact: true }).click();
    return phone;
  }

  async function press(phone: Locator, keys: string): Promise<void> {
    for (const key of keys) await phone.locator(`[data-key="${key}"]`).click();
  }

  /** A name is said where one is recorded. */
  async function says(phone: Locator, name: string): Promise<void> {
    await phone.getByLabel('Your name').fill(name);
    await phone.getByRole('button', { name: 'Said' }).click();
  }

  it('wait in the lobby until another one starts the meeting by PIN, and are in one room then', async () => {
    await page.chat.say(0, 'reset PIN for amos');
    await page.chat.sees(0, 'New PIN of Amos Marble');
    const pin = /\b\d{5}\b/.exec(await page.chat.pane(0).locator('.message').last().innerText())?.[0] ?? '';

    const caller = await calls(1);
    await sees(caller, 'Please enter the conference ID, followed by the pound key.');
    await press(caller, `${AMOS_ID}#`);
    await sees(caller, 'press star now');
    await press(caller, '1');
    await sees(caller, 'Please say your name');
    await says(caller, 'Åsa');
    await sees(caller, 'Music: waiting in the lobby');
    await page.chat.sees(1, '1 caller is waiting');

    const organizer = await calls(2);
    await press(organizer, `${AMOS_ID}#`);
    await press(organizer, '*');
    await sees(organizer, 'Please enter your PIN');
    await press(organizer, `${pin}#`);
    await sees(organizer, 'The meeting begins.');
    await sees(caller, 'In the meeting, with 1 more');
    await sees(organizer, 'In the meeting, with 1 more');

    for (const phone of [caller, organizer]) await sees(phone, 'Åsa has joined the meeting.');

    await organizer.getByRole('button', { name: 'Hang up' }).click();
    await sees(caller, 'Amos Marble has left the meeting.');
    await sees(caller, 'In the meeting, alone');
    await sees(organizer, 'The call has ended.');
  });

  it('find an ID dead that was reset in the chat', async () => {
    const waiting = await calls(1);
    await press(waiting, `${AMOS_ID}#1`);
    await says(waiting, '');
    await sees(waiting, 'Music: waiting in the lobby');
    await page.chat.say(0, 'reset conference ID for amos');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'has a new conference ID');
    await sees(waiting, 'This meeting is no longer available.');
    await sees(waiting, 'The call has ended.');

    const late = await calls(2);
    await press(late, `${AMOS_ID}#`);
    await sees(late, 'This conference ID was not recognised.');
  });

  it('speak the language of the number, and end when nothing is pressed', async () => {
    const phone = await calls(1, '+46846500400');
    await sees(phone, 'Ange konferens-ID:t och avsluta med fyrkant.');
    assert.equal(
      await phone.getByText('For English, press 2 and the pound key.').getAttribute('lang'),
      'en-GB',
    );
    await press(phone, '2#');
    await sees(phone, 'Please enter the conference ID, followed by the pound key.');
  });

  it('are let in from the organizer’s card', async () => {
    const phone = await calls(1);
    await press(phone, `${AMOS_ID}#1`);
    await phone.getByLabel('Your name').press('Enter');
    await page.chat.sees(1, '1 caller is waiting');
    await page.chat.press(1, 'Let callers in');
    await page.chat.sees(1, '1 caller is let in');
    await sees(phone, 'In the meeting, alone');
  });

  it('take digits of the keyboard after a name as well, and have each a number of its own', async () => {
    const first = await calls(1);
    await calls(2);
    const second = page.chat.page.locator('.telephone', { hasText: 'Telephone 2' });
    await press(first, `${AMOS_ID}#1`);
    await first.getByLabel('Your name').fill('12345');
    await first.getByLabel('Your name').press('Enter');
    await sees(first, 'Music: waiting in the lobby');
    await first.getByRole('button', { name: 'Hang up' }).click();
    await page.chat.page.getByRole('button', { name: 'Remove telephone 1' }).click();
    await page.chat.page.getByRole('button', { name: 'Another telephone' }).click();
    const titles = await page.chat.page.locator('.telephone h2').allInnerTexts();
    assert.deepEqual(titles.sort(), ['Telephone 1', 'Telephone 2']);

    await second.getByRole('button', { name: 'Hang up' }).click();
    await second.getByRole('button', { name: 'Call', exact: true }).click();
    await sees(second, 'Please enter the conference ID');
    await page.chat.page.keyboard.type('777#');
    await sees(second, 'This conference ID was not recognised.');
  });

  it('can be put away, and go on', async () => {
    const phone = await calls(1);
    await press(phone, `${AMOS_ID}#1`);
    await phone.getByLabel('Your name').fill('<b>Bo</b>');
    await press(phone, '#');
    await page.chat.page.getByRole('button', { name: 'Telephones' }).click();
    assert.equal(await phone.isVisible(), false);
    await page.chat.page.getByRole('button', { name: 'Telephones' }).click();
    await sees(phone, 'Music: waiting in the lobby');
  });
});
