import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';

/** Where Debian and others put the browser. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser's program; undefined where there is none. */
export const CHROMIUM = PLACES.find((place) => existsSync(place));

/** What a test in the browser begins with. */
export interface PageWorld {
  readonly browser: Browser;
  readonly world: SwitchboardWorld;
  readonly chat: ChatPage;
}

/**
 * A suite in the browser: each test has a program and a page of its own, and none may leave a fault on the page. Pending, with the
 * reason in its name, where there is no browser.
 */
export function browserSuite(name: string, tests: (page: PageWorld) => void): void {
  const title = CHROMIUM ? name : `${name} (pending: no Chromium found; on Debian: apt-get install chromium)`;
  describe(title, function () {
    this.timeout(60_000);
    let browser: Browser | undefined;
    let world: SwitchboardWorld | undefined;
    let chat: ChatPage | undefined;
    before(async function () {
      if (!CHROMIUM) return this.skip();
      browser = await openBrowser();
    });
    after(() => browser?.close());
    beforeEach(async () => {
      world = await SwitchboardWorld.start();
      chat = await ChatPage.open(browser!, world.serving.port);
    });
    afterEach(async () => {
      await chat?.close();
      await world?.close();
      assert.deepEqual(
        chat?.faults ?? [],
        [],
        'no error, and nothing that the policy of the page had to stop',
      );
    });
    tests({
      get browser() {
        return browser!;
      },
      get world() {
        return world!;
      },
      get chat() {
        return chat!;
      },
    });
  });
}

/** A browser without a window, that asks nothing of the network. */
export async function openBrowser(): Promise<Browser> {
  const quiet = [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet];
  return chromium.launch({ executablePath: CHROMIUM ?? '', args });
}

/** The chat page as somebody sees it who has closed the tour. */
export class ChatPage {
  readonly faults: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, port: number, options: BrowserContextOptions = {}): Promise<ChatPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
      ...options,
    });
    const chat = new ChatPage(await context.newPage());
    chat.page.on(
      'console',
      (message) => void (message.type() === 'error' && chat.faults.push(message.text())),
    );
    chat.page.on('pageerror', (error) => void chat.faults.push(String(error)));
    await chat.page.goto(`http://localhost:${port}/`);
    await chat.page.click('#tour-end');
    return chat;
  }

  /** One of the two conversations, from the left. */
  pane(at: 0 | 1) {
    return this.page.locator('.pane').nth(at);
  }

  /** Writes in a conversation. */
  async say(at: 0 | 1, text: string): Promise<void> {
    await this.pane(at).locator('input[name=text]').fill(text);
    await this.pane(at).locator('.composer button[type=submit]').click();
  }

  /** Waits for a text in a conversation, in the newest place where it stands. */
  async sees(at: 0 | 1, text: string | RegExp): Promise<void> {
    await this.pane(at).locator('.message .body').filter({ hasText: text }).last().waitFor();
  }

  /** Presses the newest button with this title. */
  async press(at: 0 | 1, title: string): Promise<void> {
    await this.pane(at).getByRole('button', { name: title, exact: true }).last().click();
  }

  /** Shows somebody's chat, group or mailbox. */
  async show(at: 0 | 1, person: string, tab: 'Chat' | 'Group' | 'Mail' = 'Chat'): Promise<void> {
    await this.pane(at).locator('select.person').selectOption({ label: person });
    await this.pane(at).getByRole('button', { name: tab, exact: true }).click();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
