import { freshGuard, isLocked, LOCK } from '../../calls/pinGuard.ts';
import { callerShown } from '../../domain/callerRules.ts';
import { message } from '../../domain/message.ts';
import type { User } from '../../domain/user.ts';
import type { View } from '../../domain/view.ts';
import { adminsOf } from '../asking/deciders.ts';
import { button } from '../buttons.ts';
import { queueCard, type NoticeWork } from '../notices.ts';
import { recordCallerLock, recordLock, sourceWork } from '../sourceRecord.ts';
import { onBehalfOf, type CallWork } from './callWork.ts';

/** What is locked when PINs of somebody are guessed at: theirs for a while, theirs until an admin opens it, or everybody's. */
export type PinLock = 'lock' | 'closed' | 'service';

/** The guard that is locked while no more callers are told of: whoever calls from very many numbers is told of once. */
const CALLERS_TOLD = 'callersTold';

/** A lock has fallen on PINs: it goes on record, and the admins get a card about it. */
export async function pinLocked(work: CallWork, organizer: User, what: PinLock): Promise<void> {
  const lock = what === 'closed' ? 'closed' : 'lock';
  await recordLock(work.tx, work.house, work.now, organizer, {
    lock,
    of: what === 'service' ? 'all' : 'pin',
  });
  const person = organizer.displayName;
  const people = [organizer.upn];
  const buttons = what === 'service' ? [] : [button('unlockPin', { people }), button('resetPin', { people })];
  await tellAdmins(onBehalfOf(work, organizer), {
    kind: 'note',
    title: message(`pinLock.title.${what}`, { person }),
    notes: [message(`pinLock.note.${what}`, { person })],
    buttons,
  });
}

/** A caller finds no meeting for a while: it goes on record, and the admins get a card, but of one an hour at most. */
export async function callerLocked(work: CallWork, caller: string | null): Promise<void> {
  const { tx, now, settings } = work;
  await recordCallerLock(work, caller);
  const told = (await tx.pinGuards.get(CALLERS_TOLD)) ?? freshGuard(CALLERS_TOLD);
  if (isLocked(told, now)) return;
  await tx.pinGuards.put({ ...told, lockedUntil: new Date(now.getTime() + LOCK).toISOString() });
  const shown = callerShown(caller, settings.MaskPstnNumbersType);
  // Whom the settings hide from everybody cannot be let in from here either.
  const isShown = caller === null || typeof shown === 'string';
  await tellAdmins(await sourceWork('telephone', tx, work.house, now), {
    kind: 'facts',
    title: message('pinLock.title.caller'),
    facts: [{ label: 'caller', value: shown }],
    notes: [message('pinLock.note.caller')],
    cmdlet: null,
    buttons: isShown ? [button('unlockCaller', { caller })] : [],
  });
}

async function tellAdmins(work: NoticeWork, view: View): Promise<void> {
  for (const admin of await adminsOf(work))
    await queueCard(work, admin, 'pinLock', { about: work.correlationId, view });
}
