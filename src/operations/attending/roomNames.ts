import { CONFERENCE_ID_LENGTH, ConferenceId } from '../../domain/conferenceId.ts';
import type { Secrets } from '../../ports/secrets.ts';

const IDS = 10 ** CONFERENCE_ID_LENGTH;

/** Characters of the part of a name that proves it. */
const PROOF = 20;

/**
 * The name of the room that belongs to a conference ID in a system which names rooms itself. The same for the same ID, tells nothing
 * without the key, and leads back to the ID with it, so that nothing has to be kept.
 */
export function roomNameOf(secrets: Secrets, conferenceId: string): string {
  const proof = proofOf(secrets, conferenceId);
  const hidden = (Number(conferenceId) + maskOf(secrets, proof)) % IDS;
  return `${proof}${hidden.toString(36).padStart(5, '0')}`;
}

/** The conference ID of a room; undefined for a name that is none of ours. */
export function conferenceIdOf(secrets: Secrets, roomName: string): string | undefined {
  const [, proof = '', hidden = ''] = new RegExp(`^([0-9a-f]{${PROOF}})([0-9a-z]{5})$`).exec(roomName) ?? [];
  if (proof === '') return undefined;
  const conferenceId = String((parseInt(hidden, 36) - maskOf(secrets, proof) + IDS) % IDS);
  const isOurs = ConferenceId.safeParse(conferenceId).success && proofOf(secrets, conferenceId) === proof;
  return isOurs ? conferenceId : undefined;
}

function proofOf(secrets: Secrets, conferenceId: string): string {
  return hexOf(secrets.hashPin('room', 'name', conferenceId)).slice(0, PROOF);
}

function maskOf(secrets: Secrets, proof: string): number {
  return parseInt(hexOf(secrets.hashPin('room', 'mask', proof)).slice(0, 12), 16) % IDS;
}

function hexOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}
