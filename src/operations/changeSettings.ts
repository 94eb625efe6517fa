import * as z from 'zod';
import { message, type Message } from '../domain/message.ts';
import { PIN_LENGTH } from '../domain/pin.ts';
import { Refusal } from '../domain/refusal.ts';
import { ADMISSIONS, ANNOUNCEMENTS, MASKINGS, TenantSettings } from '../domain/settings.ts';
import { button } from './buttons.ts';
import { confirmIds, followIds } from './dynamicIds.ts';
import { choice, MailAddress, toggle, value, wholeNumber, type InputOf } from './field.ts';
import { ADMINS, operation, type Confirmation, type Work } from './operation.ts';
import { settingsBack } from './settingsBack.ts';
import { settingsFacts } from './settingsFacts.ts';

const FIELDS = {
  PinLength: wholeNumber(PIN_LENGTH.min, PIN_LENGTH.max, 'pin-length', 'PinLength'),
  AutomaticallySendEmailsToUsers: toggle('AutomaticallySendEmailsToUsers'),
  NotifyUsersInChat: toggle('NotifyUsersInChat'),
  AutomaticallyReplaceAcpProvider: toggle('AutomaticallyReplaceAcpProvider'),
  AutomaticallyMigrateUserMeetings: toggle('AutomaticallyMigrateUserMeetings'),
  SendEmailFromOverride: toggle('SendEmailFromOverride'),
  SendEmailFromAddress: value(MailAddress.nullable().optional(), 'sender-address', 'SendEmailFromAddress'),
  SendEmailFromDisplayName: value(
    z
      .string()
      .trim()
      .min(1)
      .max(128)
      .regex(/^[^\r\n]*$/)
      .nullable()
      .optional(),
    'value-malformed',
    'SendEmailFromDisplayName',
  ),
  UseUniqueConferenceIds: toggle('UseUniqueConferenceIds'),
  AllowPSTNOnlyMeetingsByDefault: toggle('AllowPSTNOnlyMeetingsByDefault'),
  EnableEntryExitNotifications: toggle('EnableEntryExitNotifications'),
  EntryExitAnnouncementsType: choice(ANNOUNCEMENTS, 'EntryExitAnnouncementsType'),
  EnableNameRecording: toggle('EnableNameRecording'),
  MaskPstnNumbersType: choice(MASKINGS, 'MaskPstnNumbersType'),
  LobbyAdmission: choice(ADMISSIONS, 'LobbyAdmission'),
  AllowSelfServicePinReset: toggle('AllowSelfServicePinReset'),
  MeetingUpdateToolUrl: value(
    z.string().trim().max(500).pipe(TenantSettings.shape.MeetingUpdateToolUrl.unwrap()).optional(),
    'url-not-https',
    'MeetingUpdateToolUrl',
  ),
  BulkApprovalThreshold: wholeNumber(0, 1_000_000, 'approval-threshold', 'BulkApprovalThreshold'),
};

/** Changes tenant settings; a new sender is asked about first, with a test mail on offer (rule 12). */
export const changeSettings = operation({
  name: 'changeSettings',
  cmdlet: { name: 'Set-CsOnlineDialInConferencingTenantSettings' },
  right: ADMINS,
  fields: FIELDS,
  form: [
    'PinLength',
    'AutomaticallySendEmailsToUsers',
    'NotifyUsersInChat',
    'AutomaticallyReplaceAcpProvider',
    'AutomaticallyMigrateUserMeetings',
    'SendEmailFromOverride',
    'SendEmailFromAddress',
    'SendEmailFromDisplayName',
    'UseUniqueConferenceIds',
    'AllowPSTNOnlyMeetingsByDefault',
    'EnableEntryExitNotifications',
    'EntryExitAnnouncementsType',
    'EnableNameRecording',
    'MaskPstnNumbersType',
    'LobbyAdmission',
    'AllowSelfServicePinReset',
    'MeetingUpdateToolUrl',
    'BulkApprovalThreshold',
  ],
  changes: true,
  async confirms(work, input) {
    const given = givenOf(input);
    const changed = merged(work, given);
    const sender = confirmSender(work, given, changed);
    const ids = await confirmIds(work, changed);
    if (!sender || !ids) return sender ?? ids;
    return {
      ...ids,
      facts: [...sender.facts, ...ids.facts],
      notes: [sender.title, ...sender.notes, ...ids.notes],
      buttons: sender.buttons ?? [],
    };
  },
  async run(work, input) {
    const given = givenOf(input);
    const changed = merged(work, given);
    const before = Object.fromEntries(
      Object.keys(given).map((name) => [name, work.settings[name as keyof TenantSettings]]),
    );
    await work.tx.settings.put(changed);
    const isSame = JSON.stringify(before) === JSON.stringify(given);
    const ids = await followIds(work, changed);
    return {
      lines: [
        {
          person: null,
          what: message(`done.${isSame ? 'settingsSame' : 'changeSettings'}`),
          facts: settingsFacts(given),
        },
      ],
      notes: [...(await notesOn(work, given, changed)), ...ids.notes],
      people: ids.people,
      before,
      after: given,
    };
  },
  undoes: settingsBack,
});

/** The question before mails get another sender; undefined when they keep theirs. */
function confirmSender(
  work: Work,
  given: Partial<TenantSettings>,
  changed: TenantSettings,
): Confirmation | undefined {
  const { SendEmailFromAddress: address, SendEmailFromDisplayName: name } = changed;
  const sameSender =
    address === work.settings.SendEmailFromAddress && name === work.settings.SendEmailFromDisplayName;
  if (!changed.SendEmailFromOverride || (work.settings.SendEmailFromOverride && sameSender)) return undefined;
  return {
    title: message('question.sender', { address: address ?? '', name: name ?? '' }),
    facts: settingsFacts(given),
    notes: [message('question.senderTest')],
    buttons: [button('testMail', { fromAddress: address, fromDisplayName: name })],
  };
}

/** The settings that a command names. */
function givenOf(input: InputOf<typeof FIELDS>): Partial<TenantSettings> {
  const given = Object.fromEntries(
    Object.entries(input).filter(([, setting]) => setting !== undefined && setting !== ''),
  );
  if (Object.keys(given).length === 0) throw new Refusal('setting-missing');
  return given;
}

/** The settings as they will be; half a sender is refused. */
function merged(work: Work, given: Partial<TenantSettings>): TenantSettings {
  const changed = { ...work.settings, ...given };
  const { SendEmailFromAddress: address, SendEmailFromDisplayName: name } = changed;
  const half = (address === null) !== (name === null);
  if (half || (changed.SendEmailFromOverride && address === null))
    throw new Refusal('sender-half', { value: address ?? name ?? '' });
  return changed;
}

/** What was changed before goes on all the same. */
async function waitingNotes({ tx }: Work): Promise<Message[]> {
  const { total: count } = await tx.migrations.list({ state: 'Pending' }, 0, 0);
  return count > 0 ? [message('note.invitationsWait', { count })] : [];
}

/** What an admin should know after this change. */
async function notesOn(
  work: Work,
  given: Partial<TenantSettings>,
  changed: TenantSettings,
): Promise<Message[]> {
  const notes: Message[] = [];
  if (given.PinLength !== undefined) {
    notes.push(
      message('note.pinLengthKept', {
        count: await work.tx.users.countPinLengthNot(given.PinLength),
        length: given.PinLength,
      }),
    );
  }
  if (given.AllowPSTNOnlyMeetingsByDefault !== undefined) notes.push(message('note.onlyNewlyEnabled'));
  notes.push(...announcementNotes(work, given, changed));
  if (given.AutomaticallyMigrateUserMeetings === false) notes.push(...(await waitingNotes(work)));
  if (!changed.AutomaticallySendEmailsToUsers && !changed.NotifyUsersInChat)
    notes.push(message('note.nobodyIsTold'));
  const { UseUniqueConferenceIds: dynamic } = given;
  if (dynamic !== undefined && dynamic === work.settings.UseUniqueConferenceIds)
    notes.push(message(dynamic ? 'note.dynamicAlready' : 'note.staticAlready'));
  if (given.AutomaticallySendEmailsToUsers === true && !work.house.mailAvailable)
    notes.push(message('note.noMailTransport'));
  return notes;
}

/** Names are to be told, and cannot be. */
function announcementNotes(
  { house }: Work,
  given: Partial<TenantSettings>,
  changed: TenantSettings,
): Message[] {
  const isAbout = [
    given.EntryExitAnnouncementsType,
    given.EnableNameRecording,
    given.EnableEntryExitNotifications,
  ].some((value) => value !== undefined);
  const { EnableEntryExitNotifications, EntryExitAnnouncementsType, EnableNameRecording } = changed;
  if (!isAbout || !EnableEntryExitNotifications || EntryExitAnnouncementsType !== 'UseNames') return [];
  if (!EnableNameRecording) return [message('note.namesNotRecorded')];
  return house.recordsNames ? [] : [message('why.announcement.instead')];
}
