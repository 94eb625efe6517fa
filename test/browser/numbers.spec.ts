import assert from 'node:assert/strict';
import { browserSuite } from './browser.ts';

browserSuite('numbers in a browser', (page) => {
  it('are listed, one is retired by pressing, and Amos is told of the one in its place', async () => {
    await page.chat.say(0, 'numbers');
    await page.chat.sees(0, '5 service numbers');

    await page.chat.say(0, 'retire number +1 425 555 0100');
    await page.chat.sees(0, 'Which number takes its place?');
    await page.chat.press(0, 'Choose');
    await page.chat.sees(0, 'put +46 8 465 004 00 in its place?');
    await page.chat.press(0, 'Yes');

    await page.chat.sees(0, 'has taken its place for 5 people');
    await page.chat.sees(1, 'Your dial-in details have changed');
    await page.chat.sees(1, '+46 8 465 004 00');
    assert.equal((await page.world.user('amos.marble@contoso.com')).serviceNumber, '+46846500400');
  });

  it('are given to one person by a form', async () => {
    await page.chat.say(0, 'set default number of amos');
    await page.chat.sees(0, 'ServiceNumber is missing');
    const pane = page.chat.pane(0);
    await pane.getByLabel('Who (several with commas)').last().fill('amos');
    await pane.getByLabel('Dial-in number').last().fill('1 (619) 555-0142');
    await page.chat.press(0, 'OK');

    await page.chat.sees(0, 'Amos Marble has a new default number');
    assert.equal((await page.world.user('amos.marble@contoso.com')).serviceNumber, '+16195550142');
  });

  it('turn to conference IDs that are dynamic, with what it means said first', async () => {
    await page.chat.say(0, 'turn on dynamic conference IDs');
    await page.chat.sees(0, 'each meeting has its own ID');
    await page.chat.press(0, 'Yes');
    await page.chat.sees(0, 'Settings changed');

    await page.chat.say(1, 'my conference info');
    await page.chat.sees(1, 'each meeting has its own ID, see the invitation');
  });
});
