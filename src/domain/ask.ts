import * as z from 'zod';
import { isEnabled, type User } from './user.ts';

/** What people can ask an admin for, by the operation that an admin would do. */
export const ASKABLE = [
  'resetPin',
  'resetConferenceId',
  'setServiceNumber',
  'setTollFreeNumber',
  'enableUser',
  'assignLicense',
] as const;

/** The states of an ask; `overtaken` is one whose matter was changed in another way. */
export const ASK_STATES = ['waiting', 'approved', 'refused', 'withdrawn', 'overtaken'] as const;

/** Something that a person has asked the admins to do for them. */
export const Ask = z.object({
  id: z.string(),
  askerKey: z.string(),
  askerName: z.string(),
  operation: z.enum(ASKABLE),
  /** The input of the operation but for the person: the number that they wish. */
  input: z.record(z.string(), z.unknown()),
  /** What the person had when they asked (`heldBy`). */
  had: z.array(z.string().nullable()),
  state: z.enum(ASK_STATES),
  /** The name of the admin whose answer counts, or of who changed it in another way. */
  decidedBy: z.string().nullable(),
  /** Why it was refused, in that admin's words. */
  reason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** Whether cards somewhere still show it as it was. */
  cardsDue: z.boolean(),
});

/** Something that a person has asked the admins to do for them. */
export type Ask = z.infer<typeof Ask>;

/** What asks are about: ID, PIN by when it was set, numbers, provider. */
export function heldBy(user: User): Ask['had'] {
  const { conferenceId, pin, serviceNumber, tollFreeServiceNumber, provider } = user;
  return [conferenceId, pin?.setAt ?? null, serviceNumber, tollFreeServiceNumber, provider];
}

/** Where in what is held stands what an ask is about. */
const MATTER: Readonly<Record<Ask['operation'], number>> = {
  resetConferenceId: 0,
  resetPin: 1,
  setServiceNumber: 2,
  setTollFreeNumber: 3,
  enableUser: 4,
  assignLicense: 4,
};

/** What people ask for who are not enabled; the others have an ID, a PIN and numbers. */
const ENABLING: readonly Ask['operation'][] = ['enableUser', 'assignLicense'];

/** Whether what an ask is about has changed since it was asked, or cannot be changed any more: it is not to be changed for this. */
export function isOvertaken(ask: Ask, asker: User): boolean {
  if (!ENABLING.includes(ask.operation) && !isEnabled(asker)) return true;
  const matter = MATTER[ask.operation];
  return heldBy(asker)[matter] !== ask.had[matter];
}
