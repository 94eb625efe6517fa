import type { Ask } from '../../domain/ask.ts';
import type { Button } from '../../domain/button.ts';
import { message, type Message } from '../../domain/message.ts';
import { formatPhoneNumber } from '../../domain/phoneNumber.ts';
import type { User } from '../../domain/user.ts';
import type { Fact, View } from '../../domain/view.ts';

/** An ask as a card for admins: who asks for what, and while nobody has decided it, the buttons to do so. */
export function askView(
  ask: Ask,
  asker: User | undefined,
  notes: readonly Message[] = [],
  buttons: Button[] = [],
): View {
  const open = ask.state === 'waiting';
  return {
    kind: 'ask',
    ask: ask.id,
    title: message(`ask.title.${ask.state}`, whatOf(ask)),
    facts: [
      { label: 'askedBy', value: asker ? `${asker.displayName} (${asker.upn})` : ask.askerName },
      { label: 'action', value: message(`operation.${ask.operation}`) },
      ...(open && asker ? standOf(ask, asker) : []),
      ...(ask.reason === null ? [] : [{ label: 'reason', value: ask.reason }]),
    ],
    notes: [
      ...(open ? notes : []),
      ...(ask.decidedBy === null ? [] : [message(`ask.decided.${ask.state}`, { person: ask.decidedBy })]),
    ],
    buttons,
    open,
  };
}

/** Who asks for what, for texts. */
export function whatOf({ askerName, operation }: Ask): Message['params'] {
  return { person: askerName, operation: { text: `operation.${operation}` } };
}

/** What the asker has and wishes, where an admin needs that to decide. */
function standOf({ operation, input }: Ask, asker: User): Fact[] {
  const phone = (value: unknown) => (typeof value === 'string' ? formatPhoneNumber(value) : '–');
  switch (operation) {
    case 'setServiceNumber':
      return [
        { label: 'numberBefore', value: phone(asker.serviceNumber) },
        { label: 'numberWished', value: phone(input['serviceNumber']) },
      ];
    case 'setTollFreeNumber':
      return [
        { label: 'numberBefore', value: phone(asker.tollFreeServiceNumber) },
        { label: 'numberWished', value: phone(input['tollFreeServiceNumber']) },
      ];
    case 'resetConferenceId':
      return [{ label: 'conferenceIdNow', value: asker.conferenceId ?? '–' }];
    default:
      return [];
  }
}
