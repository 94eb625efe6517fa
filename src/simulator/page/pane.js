// @ts-check
import { drawCard } from './cards.js';
import { element } from './element.js';
import { takesLines } from './lines.js';
import { drawMails } from './mails.js';
import { drawMeetings } from './meetings.js';
import { post } from './server.js';
import { conversationOf, personOf, state } from './state.js';
import { text } from './texts.js';

/** @typedef {'chat' | 'group' | 'mail' | 'calendar'} View */

/** One of the conversations next to each other: a person, and their chat, group, mailbox or calendar. */
class Pane {
  person = '';
  /** @type {View} */
  view = 'chat';

  constructor() {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById('pane'));
    this.element = /** @type {HTMLElement} */ (
      /** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild
    );
    this.people = /** @type {HTMLSelectElement} */ (this.#find('.person'));
    this.speaks = /** @type {HTMLSelectElement} */ (this.#find('.speaks'));
    this.log = this.#find('.messages');
    this.mails = this.#find('.mails');
    this.meetings = this.#find('.meetings');
    this.form = /** @type {HTMLFormElement} */ (this.#find('.composer'));
    this.input = /** @type {HTMLInputElement} */ (this.#find('input[name=text]'));
    this.file = /** @type {HTMLInputElement} */ (this.#find('.file'));
    this.attach = this.#find('.attach');
    this.mention = this.#find('.mention');
    this.people.addEventListener('change', () => this.show(this.people.value, this.view));
    this.speaks.addEventListener(
      'change',
      () => void post('speak', { person: this.person, language: this.speaks.value }),
    );
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const words = this.input.dataset['lines'] ?? this.input.value;
      delete this.input.dataset['lines'];
      this.input.value = '';
      void this.say(words);
    });
    this.attach.addEventListener('click', () => this.#chooseFile());
    this.file.addEventListener('change', () => this.#drawAttached());
    takesLines(this.input, this.form);
    this.mention.addEventListener('click', () => {
      this.input.value = `@${state.bot} ${this.input.value}`;
      this.input.focus();
    });
    for (const tab of this.#tabs()) {
      tab.addEventListener('click', () => this.show(this.person, /** @type {View} */ (tab.dataset['view'])));
    }
  }

  /** Shows a person's chat, group, mailbox or calendar. @param {string} person @param {View} view */
  show(person, view) {
    this.person = person;
    this.view = view;
    this.draw();
  }

  /** Draws the pane anew. */
  draw() {
    const person = personOf(this.person);
    const name = person?.name ?? '';
    this.people.replaceChildren(...state.people.map((one) => element('option', { value: one.id }, one.name)));
    this.people.value = this.person;
    this.speaks.value = person?.language ?? 'en';
    this.element.setAttribute('aria-label', text('conversationOf', { name }));
    this.log.setAttribute('aria-label', text('messagesOf', { name }));
    for (const tab of this.#tabs()) {
      tab.setAttribute('aria-pressed', String(tab.dataset['view'] === this.view));
      tab.hidden = tab.dataset['view'] === 'calendar' && state.meetings === null;
    }
    this.log.hidden = !this.#isTalk;
    this.form.hidden = !this.#isTalk;
    this.mails.hidden = this.view !== 'mail';
    this.meetings.hidden = this.view !== 'calendar';
    this.mention.hidden = this.view !== 'group';
    this.mention.textContent = text('mention');
    // Teams hands files to bots in personal chats only.
    this.attach.hidden = this.view !== 'chat';
    this.#drawAttached();
    this.input.placeholder = text(this.view === 'group' ? 'groupPlaceholder' : 'placeholder', { name });
    this.#drawMessages();
    this.drawMails();
    this.drawMeetings();
  }

  /** Draws the mailbox, if it is what is shown. */
  drawMails() {
    if (this.view !== 'mail') return;
    state.unread.delete(personOf(this.person)?.email?.toLowerCase() ?? '');
    drawMails(this.mails, this.person);
    this.#seen();
  }

  /** Draws the calendar, if it is what is shown. */
  drawMeetings() {
    if (this.view === 'calendar') drawMeetings(this.meetings, this.person);
  }

  /** A message came or changed. @param {string} conversation @param {import('./state.js').Message} message */
  changed(conversation, message) {
    if (!this.#isTalk || this.#conversation()?.id !== conversation) return;
    this.log.querySelector('.empty')?.remove();
    this.log.querySelector('.typing')?.remove();
    const drawn = this.#draw(message);
    const old = this.log.querySelector(`[data-message="${CSS.escape(message.id)}"]`);
    if (old) old.replaceWith(drawn);
    else this.log.append(drawn);
    if (!old) this.log.scrollTop = this.log.scrollHeight;
    state.unread.delete(conversation);
  }

  /** The bot is at work. @param {string} conversation */
  typing(conversation) {
    if (this.#conversation()?.id !== conversation || this.log.querySelector('.typing')) return;
    this.log.append(element('p', { class: 'typing' }, text('typing')));
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Writes as the person. @param {string} words */
  async say(words) {
    const conversation = this.#conversation();
    const chosen = this.view === 'chat' ? this.file.files?.[0] : undefined;
    if ((words.trim() === '' && !chosen) || !conversation) return;
    const file = chosen && { name: chosen.name, base64: await base64Of(chosen) };
    this.file.value = '';
    this.#drawAttached();
    const said = { person: this.person, conversation: conversation.id, text: words, ...(file && { file }) };
    const { status } = await post('say', said);
    if (status < 200 || status > 299) this.#failed(status);
  }

  /** Chooses a file, or takes it away again. */
  #chooseFile() {
    if (!this.file.value) return this.file.click();
    this.file.value = '';
    this.#drawAttached();
  }

  /** Says which file goes with the next message. */
  #drawAttached() {
    const name = this.file.files?.[0]?.name;
    this.attach.textContent = name === undefined ? text('attach') : text('attached', { name });
    if (name !== undefined) this.input.focus();
  }

  #drawMessages() {
    const conversation = this.#conversation();
    const messages = (conversation?.messages ?? []).filter((message) => !message.deleted);
    this.log.replaceChildren(...messages.map((message) => this.#draw(message)));
    if (messages.length === 0) this.log.append(this.#hint());
    this.log.scrollTop = this.log.scrollHeight;
    if (this.#isTalk && conversation) state.unread.delete(conversation.id);
    this.#seen();
  }

  /** What to type, where nothing was said yet. */
  #hint() {
    if (this.view === 'group')
      return element('div', { class: 'empty' }, element('p', {}, text('emptyGroup')));
    const lines = text(personOf(this.person)?.role === 'user' ? 'tryUser' : 'tryAdmin').split('|');
    const chips = lines.map((line) => {
      const chip = element('button', { type: 'button' }, line);
      chip.addEventListener('click', () => void this.say(line));
      return chip;
    });
    return element(
      'div',
      { class: 'empty' },
      element('p', {}, text('emptyChat')),
      element('div', { class: 'chips' }, ...chips),
    );
  }

  /** @param {import('./state.js').Message} message */
  #draw(message) {
    const own = message.author === this.person;
    const card = message.replacements[this.person] ?? message.card;
    const by = message.author === 'bot' ? state.bot : (personOf(message.author)?.name ?? '');
    const body = element('div', { class: 'body' });
    const search = (/** @type {string} */ sought) => this.#search(sought);
    if (card) body.append(drawCard(card, (action) => void this.#press(message.id, action), search));
    else body.textContent = message.text;
    if (message.file) body.append(this.#drawFile(message.id, message.file));
    const kind = ['message', own ? 'own' : '', card ? 'card' : ''].filter(Boolean).join(' ');
    const attributes = { class: kind, 'data-message': message.id, ...(message.deleted && { hidden: '' }) };
    return element('article', attributes, element('p', { class: 'by' }, by), body);
  }

  /** A file: its name, a link, or the question whether it is wanted. @param {string} message @param {NonNullable<import('./state.js').Message['file']>} file */
  #drawFile(message, { name, offered, description, url }) {
    const link = url === null ? name : element('a', { href: new URL(url).pathname, download: name }, name);
    const drawn = element('div', { class: 'attached' }, element('p', {}, link));
    if (!offered) return drawn;
    const answer = (/** @type {boolean} */ accepted) => {
      const button = element('button', { type: 'button' }, text(accepted ? 'accept' : 'decline'));
      button.addEventListener('click', () => void this.#consent(message, accepted));
      return button;
    };
    drawn.append(element('p', {}, description), answer(true), ' ', answer(false));
    return drawn;
  }

  /** Whom a people picker offers. @param {string} sought */
  async #search(sought) {
    const conversation = this.#conversation()?.id;
    const { choices } = await post('search', { person: this.person, conversation, text: sought });
    return choices ?? [];
  }

  /** @param {string} message @param {boolean} accepted */
  async #consent(message, accepted) {
    const conversation = this.#conversation()?.id;
    const { status } = await post('consent', { person: this.person, conversation, message, accepted });
    if (status < 200 || status > 299) this.#failed(status);
  }

  /** @param {string} message @param {object} action */
  async #press(message, action) {
    const conversation = this.#conversation();
    const { status } = await post('press', {
      person: this.person,
      conversation: conversation?.id,
      message,
      action,
    });
    if (status < 200 || status > 299) this.#failed(status);
  }

  /** @param {number} status */
  #failed(status) {
    this.element.dispatchEvent(new CustomEvent('failed', { detail: status }));
  }

  #seen() {
    this.element.dispatchEvent(new CustomEvent('seen'));
  }

  /** Whether messages are shown, and can be written. */
  get #isTalk() {
    return this.view === 'chat' || this.view === 'group';
  }

  #conversation() {
    return conversationOf(this.person, this.view === 'group');
  }

  /** @returns {HTMLElement[]} */
  #tabs() {
    return [...this.element.querySelectorAll('.tabs button')].map((tab) => /** @type {HTMLElement} */ (tab));
  }

  /** @param {string} selector */
  #find(selector) {
    return /** @type {HTMLElement} */ (this.element.querySelector(selector));
  }
}

/** Makes a pane that shows nobody yet. */
export function createPane() {
  return new Pane();
}

/** The bytes of a file: what they mean is the bot's to find out. @param {Blob} file @returns {Promise<string>} */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      // A data URL: what it is, a comma, the bytes.
      resolve(typeof reader.result === 'string' ? (reader.result.split(',')[1] ?? '') : '');
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}
