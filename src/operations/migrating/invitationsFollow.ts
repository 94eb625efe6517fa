import { message, type Message } from '../../domain/message.ts';
import type { Work } from '../operation.ts';

/** What a question says of invitations that follow by themselves; nothing where they do not. */
export function invitationsFollow({ house, settings }: Work): Message[] {
  if (!house.calendar || !settings.AutomaticallyMigrateUserMeetings) return [];
  return [message('question.invitationsFollow', { minutes: house.calendar.holdMinutes })];
}
