import { mkdirSync } from 'node:fs';
import { SwitchboardWorld } from '../support/switchboardWorld.ts';
import { ChatPage, CHROMIUM, openBrowser } from './browser.ts';

/** Makes the pictures of the README from the running program: `npm run screenshots`. */
async function main(): Promise<void> {
  if (!CHROMIUM) throw new Error('no Chromium found; on Debian: apt-get install chromium');
  mkdirSync('docs/images', { recursive: true });
  const browser = await openBrowser();
  const world = await SwitchboardWorld.start();
  const pictures = [
    ['chat', {}],
    ['chat-dark', { colorScheme: 'dark' }],
    ['chat-narrow', { viewport: { width: 390, height: 844 } }],
  ] as const;
  for (const [at, [name, options]] of pictures.entries()) {
    const chat = await ChatPage.open(browser, world.serving.port, options);
    if (at === 0) await chat.say(0, 'reset PIN for amos');
    await chat.sees(0, 'New PIN of Amos Marble');
    await world.serving.courier.idle();
    await chat.page.screenshot({ path: `docs/images/${name}.png` });
    await chat.close();
  }
  await world.close();
  await browser.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
