import * as z from 'zod';
import { PIN_LENGTH } from './pin.ts';

/** How it is announced that somebody comes or goes. */
export const ANNOUNCEMENTS = ['UseNames', 'ToneOnly'] as const;

/** From whom callers' telephone numbers are hidden. */
export const MASKINGS = ['MaskedForExternalUsers', 'MaskedForAllUsers', 'NoMasking'] as const;

/** Who lets those in who wait in the lobby when the meeting begins. */
export const ADMISSIONS = ['auto', 'organizer'] as const;

/** The key of the one record of tenant settings. */
export const SETTINGS_KEY = 'tenant';

/** The tenant settings under the names of `Set-CsOnlineDialInConferencingTenantSettings`, with their defaults; the last block is ours. */
export const TenantSettings = z.object({
  PinLength: z.number().int().min(PIN_LENGTH.min).max(PIN_LENGTH.max).default(5),
  AutomaticallySendEmailsToUsers: z.boolean().default(true),
  SendEmailFromOverride: z.boolean().default(false),
  SendEmailFromAddress: z.string().nullable().default(null),
  SendEmailFromDisplayName: z.string().nullable().default(null),
  AllowPSTNOnlyMeetingsByDefault: z.boolean().default(false),
  UseUniqueConferenceIds: z.boolean().default(false),
  AutomaticallyReplaceAcpProvider: z.boolean().default(false),
  AutomaticallyMigrateUserMeetings: z.boolean().default(true),
  EnableEntryExitNotifications: z.boolean().default(true),
  EntryExitAnnouncementsType: z.enum(ANNOUNCEMENTS).default('UseNames'),
  EnableNameRecording: z.boolean().default(true),
  MaskPstnNumbersType: z.enum(MASKINGS).default('MaskedForExternalUsers'),

  NotifyUsersInChat: z.boolean().default(true),
  AllowSelfServicePinReset: z.boolean().default(false),
  LobbyAdmission: z.enum(ADMISSIONS).default('auto'),
  MeetingUpdateToolUrl: z.url({ protocol: /^https$/ }).default('https://aka.ms/meetingupdatetool'),
  BulkApprovalThreshold: z.number().int().min(0).default(0),
});

/** The tenant settings. */
export type TenantSettings = z.infer<typeof TenantSettings>;

/** The settings of a new organisation, and what *restore defaults* goes back to. */
export const DEFAULT_SETTINGS: Readonly<TenantSettings> = Object.freeze(TenantSettings.parse({}));
