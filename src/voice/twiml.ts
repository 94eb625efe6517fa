import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { CallAnswer } from '../domain/call.ts';
import type { Rendering } from './rendering.ts';

/**
 * Writes an answer as TwiML, with the verbs that Twilio, SignalWire, Telnyx and Kazoo have in common. After a `<Gather>` in which
 * nothing was pressed, and a `<Record>` in which nothing was said, the document goes on, so a `<Redirect>` tells that.
 */
export function twiml({ says, then }: CallAnswer, { step, music, status, speak }: Rendering): string {
  const response = new VoiceResponse();
  const say = (to: Pick<VoiceResponse, 'say'>) => {
    for (const { text, params, language } of says)
      // The languages of our numbers are among those that the vendor's types name.
      to.say({ language } as VoiceResponse.SayAttributes, speak(text, params, language));
  };
  switch (then.do) {
    case 'gather': {
      const gather = response.gather({
        input: ['dtmf'],
        action: step(),
        method: 'POST',
        numDigits: then.most,
        finishOnKey: then.endKey,
        timeout: then.seconds,
      });
      say(gather);
      response.redirect({ method: 'POST' }, step());
      break;
    }
    case 'record':
      say(response);
      record(response, then.seconds, step('recorded'), status);
      break;
    case 'wait':
      say(response);
      response.play({ loop: 1 }, music);
      response.redirect({ method: 'POST' }, step('waited'));
      break;
    case 'join':
      say(response);
      join(response, then, step('left'), status);
      break;
    case 'hangUp':
      say(response);
      response.hangup();
  }
  return response.toString();
}

/** Seconds of silence after which nothing more is said. */
const SILENCE = 3;

/** A recording is told by itself as well: the answer that is asked for with it may be given by nobody. */
function record(response: VoiceResponse, seconds: number, recorded: string, status: string): void {
  response.record({
    action: recorded,
    method: 'POST',
    maxLength: seconds,
    timeout: SILENCE,
    finishOnKey: '#',
    playBeep: true,
    trim: 'trim-silence',
    recordingStatusCallback: status,
    recordingStatusCallbackMethod: 'POST',
  });
  response.redirect({ method: 'POST' }, recorded);
}

/** Nobody waits in the room itself: whoever is put there may go in. */
function join(
  response: VoiceResponse,
  { room, tone, seconds }: Extract<CallAnswer['then'], { do: 'join' }>,
  left: string,
  status: string,
): void {
  response.dial({ action: left, method: 'POST', timeLimit: seconds }).conference(
    {
      beep: tone ? 'true' : 'false',
      startConferenceOnEnter: true,
      endConferenceOnExit: false,
      // The engine tells what the first one in the room has asked for.
      statusCallback: status,
      statusCallbackEvent: ['join', 'leave', 'end'],
      statusCallbackMethod: 'POST',
    },
    room,
  );
}
