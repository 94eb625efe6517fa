// @ts-check
import { element } from './element.js';
import { frame } from './mails.js';
import { meetingsOf, personOf, state } from './state.js';
import { text } from './texts.js';

/**
 * What each list shows at present: one that has not changed stays as it is, with what is read and what has the focus.
 * @type {WeakMap<HTMLElement, { person: string, facts: string }>}
 */
const shown = new WeakMap();

/**
 * Lists a person's meetings, the next first; the invitation of one that is pressed opens below it, in a frame where nothing runs.
 * @param {HTMLElement} place
 * @param {string} person
 */
export function drawMeetings(place, person) {
  const meetings = meetingsOf(person);
  const names = state.people.map(({ upn, name }) => [upn, name]);
  const facts = JSON.stringify([document.documentElement.lang, names, meetings]);
  const before = shown.get(place);
  if (before?.person === person && before.facts === facts) return;
  shown.set(place, { person, facts });
  const open = before?.person === person ? openIn(place) : [];
  const focused = place.querySelector(':focus')?.getAttribute('data-meeting');
  const list = element('ul', { 'aria-label': text('meetingsOf', { name: personOf(person)?.name ?? '' }) });
  list.append(...meetings.map((meeting) => row(meeting, open.includes(meeting.id))));
  place.replaceChildren(meetings.length > 0 ? list : element('p', { class: 'empty' }, text('emptyCalendar')));
  if (focused)
    /** @type {HTMLElement | null} */ (place.querySelector(`[data-meeting="${focused}"]`))?.focus();
}

/** The meetings whose invitations are open. @param {HTMLElement} place */
function openIn(place) {
  return [...place.querySelectorAll('[aria-expanded="true"]')].map((one) => one.getAttribute('data-meeting'));
}

/** @param {import('./state.js').Meeting} meeting @param {boolean} isOpen */
function row(meeting, isOpen) {
  const button = element(
    'button',
    { type: 'button', 'data-meeting': meeting.id },
    element('strong', {}, meeting.subject),
    ...lines(meeting).map((line) => element('span', { class: 'when' }, line)),
    ...(meeting.updatedAt === null ? [] : [element('span', { class: 'updated' }, updates(meeting))]),
    ...(meeting.isOver ? [element('span', { class: 'over' }, text('meetingOver'))] : []),
  );
  const item = element('li', { class: meeting.isOver ? 'isOver' : '' }, button);
  const toggle = (/** @type {boolean} */ opened) => {
    button.setAttribute('aria-expanded', String(opened));
    item.querySelector('iframe')?.remove();
    if (opened) item.append(frame(`/chat/meeting/${encodeURIComponent(meeting.id)}`, meeting.subject));
  };
  button.addEventListener('click', () => toggle(button.getAttribute('aria-expanded') !== 'true'));
  toggle(isOpen);
  return item;
}

/** When and where it is; who comes. @param {import('./state.js').Meeting} meeting */
function lines({ start, end, weekly, location, organizer, attendees }) {
  const when = format({ dateStyle: 'full', timeStyle: 'short' }).formatRange(new Date(start), new Date(end));
  const name = state.people.find(({ upn }) => upn.toLowerCase() === organizer)?.name ?? organizer;
  return [
    [when, ...(weekly ? [recurrence(weekly.until)] : []), location],
    [text('meetingOrganizer', { name }), text('meetingAttendees', { count: String(attendees.length) })],
  ].map((parts) => parts.filter(Boolean).join(' · '));
}

/** @param {string | null} until */
function recurrence(until) {
  if (until === null) return text('meetingWeekly');
  return text('meetingWeeklyUntil', { day: format({ dateStyle: 'long' }).format(new Date(until)) });
}

/** @param {import('./state.js').Meeting} meeting */
function updates({ updates: count, updatedAt }) {
  const when = format({ dateStyle: 'long', timeStyle: 'short' }).format(new Date(updatedAt ?? 0));
  return text('meetingUpdated', { count: String(count), when });
}

/** Times as the page's language writes them. @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  return new Intl.DateTimeFormat(document.documentElement.lang, options);
}
