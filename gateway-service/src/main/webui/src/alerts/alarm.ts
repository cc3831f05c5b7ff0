import { useEffect, useRef } from 'react';
import { isAlert } from '../protocol/messages';
import { useDashboard } from '../store/selection';
import { useView } from '../store/view';

const TONES = [880, 660, 880] as const;
const TONE_SECONDS = 0.16;
const VOLUME = 0.15;

let context: AudioContext | undefined;

/** Makes sound possible: a browser lets a page be heard only after a gesture of the user. */
export function allowSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

function sound(): void {
  if (context?.state !== 'running') {
    return;
  }
  const gain = context.createGain();
  gain.gain.value = VOLUME;
  gain.connect(context.destination);
  TONES.forEach((frequency, index) => {
    const begin = (context?.currentTime ?? 0) + index * TONE_SECONDS;
    const tone = context?.createOscillator();
    if (tone !== undefined) {
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start(begin);
      tone.stop(begin + TONE_SECONDS);
    }
  });
}

/** Sounds for each CRITICAL alert that comes while sound is on; what was there when the page opened is silent. */
export function useAlarm(): void {
  const isOn = useView((view) => view.sound);
  const gatewayId = useDashboard((dashboard) => dashboard.gatewayId);
  const newest = useDashboard(
    ({ alerts }) => alerts.find((event) => isAlert(event) && event.data.severity === 'CRITICAL')?.id,
  );
  const heard = useRef<{ gatewayId: string | undefined; id: string | undefined }>(undefined);
  useEffect(() => {
    const before = heard.current;
    heard.current = { gatewayId, id: newest };
    const isNew = before?.gatewayId !== undefined && newest !== undefined && newest !== before.id;
    if (isNew && isOn) {
      sound();
    }
  }, [gatewayId, newest, isOn]);
}
