import { TickMarkType, type UTCTimestamp } from 'lightweight-charts';
import { clock, day, minute, type Zone } from '../domain/time';

/** How a chart writes times in a zone. */
export function timeTexts(zone: Zone) {
  return {
    localization: {
      timeFormatter: (time: UTCTimestamp) => `${day(time * 1000, zone)} ${clock(time * 1000, zone)}`,
    },
    timeScale: {
      tickMarkFormatter: (time: UTCTimestamp, type: TickMarkType) =>
        type === TickMarkType.Time || type === TickMarkType.TimeWithSeconds
          ? minute(time * 1000, zone)
          : day(time * 1000, zone).slice(5),
    },
  };
}
