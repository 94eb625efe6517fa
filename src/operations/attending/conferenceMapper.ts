import type { ServiceNumber } from '../../domain/serviceNumber.ts';
import type { Gate } from '../operation.ts';
import { callWorkOf } from './callWork.ts';
import { opensAnywhere } from './openedMeeting.ts';
import { conferenceIdOf, roomNameOf } from './roomNames.ts';

/** A conference ID and the room that belongs to it. */
export interface Mapped {
  conferenceId: string;
  room: string;
}

/** What a system with rooms of its own, such as Jitsi Meet, wants to know of IDs and numbers. */
export interface ConferenceMapper {
  /** Null for an ID that opens nothing. */
  ofId(conferenceId: string): Promise<Mapped | null>;
  ofRoom(room: string): Promise<Mapped | null>;
  numbers(): Promise<ServiceNumber[]>;
}

/** The mapper on the store. */
export function conferenceMapper(gate: Gate): ConferenceMapper {
  const { store, house } = gate;
  const ofId = (conferenceId: string) =>
    store.transaction(async (tx) => {
      const opens = await opensAnywhere(await callWorkOf(tx, gate), conferenceId);
      return opens ? { conferenceId, room: roomNameOf(house.secrets, conferenceId) } : null;
    });
  return {
    ofId,
    async ofRoom(room) {
      const conferenceId = conferenceIdOf(house.secrets, room);
      return conferenceId === undefined ? null : ofId(conferenceId);
    },
    numbers: () => store.transaction((tx) => tx.serviceNumbers.list()),
  };
}
