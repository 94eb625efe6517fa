// @ts-check
import { listen } from './server.js';
import { createPane } from './pane.js';
import { showPeople } from './people.js';
import { apply, state } from './state.js';
import { setLanguage, text } from './texts.js';
import { createTelephones } from './telephones.js';
import { createTour } from './tour.js';

const LANGUAGES = ['en', 'fr', 'sv'];

/** The two conversations next to each other: the admin and the first user, as soon as the people are known. */
const panes = [createPane(), createPane()];
const tour = createTour(panes);
const telephones = createTelephones();
let active = 0;

/** Draws everything anew: for people, language and the first state. */
function drawAll() {
  for (const [at, pane] of panes.entries()) {
    if (pane.person === '') pane.show(personFor(at), 'chat');
    else pane.draw();
  }
  drawPeople();
  tour.draw();
  telephones.draw();
}

function drawPeople() {
  showPeople(
    panes.map((pane) => pane.person),
    (id) => panes[active]?.show(id, 'chat'),
  );
}

/** @param {number} at */
function personFor(at) {
  const named = state.people.find((person) => person.upn.startsWith(at === 0 ? 'adele.' : 'amos.'));
  return (named ?? state.people[at] ?? state.people[0])?.id ?? '';
}

/** @param {string} message */
function say(message) {
  const status = document.getElementById('status');
  if (status) status.textContent = message;
}

/** @param {string} language */
async function speak(language) {
  await setLanguage(language);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = text(element.getAttribute('data-text') ?? '');
  }
  drawAll();
}

for (const [at, pane] of panes.entries()) {
  document.getElementById('panes')?.append(pane.element);
  pane.element.addEventListener('focusin', () => (active = at));
  pane.element.addEventListener('seen', drawPeople);
  pane.element.addEventListener('failed', (event) => {
    say(text('failed', { status: String(/** @type {CustomEvent} */ (event).detail) }));
  });
}

const chooser = /** @type {HTMLSelectElement} */ (document.getElementById('page-language'));
const browser = navigator.language.slice(0, 2);
chooser.value = localStorage.getItem('language') ?? (LANGUAGES.includes(browser) ? browser : 'en');
chooser.addEventListener('change', () => {
  localStorage.setItem('language', chooser.value);
  void speak(chooser.value);
});
document.getElementById('show-tour')?.addEventListener('click', () => tour.open());
const showTelephones = document.getElementById('show-telephones');
showTelephones?.addEventListener('click', () => {
  void telephones.toggle().then((shown) => showTelephones.setAttribute('aria-expanded', String(shown)));
});

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () =>
  panes.forEach((pane) => pane.draw()),
);

await speak(chooser.value);
listen({
  state(data) {
    apply.state(data);
    drawAll();
    if (localStorage.getItem('tour') === null) tour.open();
  },
  people(data) {
    apply.people(data);
    drawAll();
  },
  message(data) {
    apply.message(data);
    for (const pane of panes) pane.changed(data.conversation, data.message);
    drawPeople();
  },
  typing: (data) => panes.forEach((pane) => pane.typing(data.conversation)),
  mails(data) {
    apply.mails(data);
    panes.forEach((pane) => pane.drawMails());
    drawPeople();
  },
  meetings(data) {
    apply.meetings(data);
    panes.forEach((pane) => pane.drawMeetings());
  },
  announcement: (data) => void telephones.announce(data).catch(() => undefined),
  hangUp: (data) => telephones.hangUp(data),
  lost: () => say(text('lost')),
});
