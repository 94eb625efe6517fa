import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { browserSuite, ChatPage, CHROMIUM, openBrowser } from './browser.ts';

describe(browserSuite('numbers in a browser'), function () {
  this.timeout(60_000);
  let browser: Browser;
  let world: SwitchboardWorld;
  let chat: ChatPage;

  before(async function () {
    if (!CHROMIUM) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    world = await SwitchboardWorld.start();
    chat = await ChatPage.open(browser, world.serving.port);
  });
  afterEach(async () => {
    await chat?.close();
    await world?.close();
    assert.deepEqual(chat?.faults ?? [], [], 'no error, and nothing that the policy of the page had to stop');
  });

  it('are listed, one is retired by pressing, and Amos is told of the one in its place', async () => {
    await chat.say(0, 'numbers');
    await chat.sees(0, '5 service numbers');

    await chat.say(0, 'retire number +1 425 555 0100');
    await chat.sees(0, 'Which number takes its place?');
    await chat.press(0, 'Choose');
    await chat.sees(0, 'put +46 8 465 004 00 in its place?');
    await chat.press(0, 'Yes');

    await chat.sees(0, 'has taken its place for 5 people');
    await chat.sees(1, 'Your dial-in details have changed');
    await chat.sees(1, '+46 8 465 004 00');
    assert.equal((await world.user('amos.marble@contoso.com')).serviceNumber, '+46846500400');
  });

  it('are given to one person by a form', async () => {
    await chat.say(0, 'set default number of amos');
    await chat.sees(0, 'ServiceNumber is missing');
    const pane = chat.pane(0);
    await pane.getByLabel('Who (several with commas)').last().fill('amos');
    await pane.getByLabel('Dial-in number').last().fill('1 (619) 555-0142');
    await chat.press(0, 'OK');

    await chat.sees(0, 'Amos Marble has a new default number');
    assert.equal((await world.user('amos.marble@contoso.com')).serviceNumber, '+16195550142');
  });

  it('turn to conference IDs that are dynamic, with what it means said first', async () => {
    await chat.say(0, 'turn on dynamic conference IDs');
    await chat.sees(0, 'each meeting has its own ID');
    await chat.press(0, 'Yes');
    await chat.sees(0, 'Settings changed');

    await chat.say(1, 'my conference info');
    await chat.sees(1, 'each meeting has its own ID, see the invitation');
  });
});
