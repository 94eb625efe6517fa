import type { Conference } from '../../domain/conference.ts';
import type { Transaction } from '../../ports/store.ts';
import { standingCards, type Due } from '../asking/standingCards.ts';
import { lobbyView, looksTheSame } from './lobbyCard.ts';

/** The organizers' cards that do not show yet who waits now. */
export async function lobbiesDue(tx: Transaction): Promise<Due[]> {
  const settings = await tx.settings.get();
  const found: Due[] = [];
  for (const conference of await tx.conferences.cardsDue()) {
    const about = conference.card?.about ?? '';
    const view = lobbyView(conference, settings);
    const cards = await standingCards(tx, about, 'facts', view);
    const noted = async (later: Transaction) => {
      const now = await later.conferences.get(conference.key);
      if (now?.card?.about !== about) return true;
      if (!looksTheSame(now, conference, settings)) return false;
      if ((await standingCards(later, about, 'facts', view)).length !== cards.length) return false;
      await shown(later, now, about, cards.length > 0);
      return true;
    };
    found.push({ key: conference.key, cards, noted });
  }
  return found;
}

/** The card shows it now. A conference in which nobody is any more is forgotten with it. */
async function shown(tx: Transaction, conference: Conference, about: string, stands: boolean): Promise<void> {
  const isEmpty = conference.participants.length === 0;
  const isUnderWay = isEmpty && !stands && (await withdraw(tx, conference.organizerKey, about));
  if (isEmpty && !isUnderWay) await tx.conferences.delete(conference.key);
  else await tx.conferences.put({ ...conference, card: { about, isDue: false } });
}

/** A card that has not been sent is not sent any more; true where it is just being sent. */
async function withdraw(tx: Transaction, organizerKey: string, about: string): Promise<boolean> {
  const rows = (await tx.outbox.ofUser(organizerKey)).filter(({ card }) => card?.about === about);
  for (const row of rows)
    if (row.state === 'waiting' || row.state === 'retrying')
      await tx.outbox.put({ ...row, state: 'superseded', reason: 'decided', nextTryAt: null });
  return rows.some(({ state }) => state === 'sending');
}
