export type Zone = 'UTC' | 'local';

type Form = 'clock' | 'millis' | 'day' | 'minute';

const OPTIONS: Record<Form, Intl.DateTimeFormatOptions> = {
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  millis: { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  minute: { hour: '2-digit', minute: '2-digit' },
  day: { year: 'numeric', month: '2-digit', day: '2-digit' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(form: Form, zone: Zone): Intl.DateTimeFormat {
  const key = form + zone;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-CA', {
      ...OPTIONS[form],
      hourCycle: 'h23',
      ...(zone === 'UTC' && { timeZone: 'UTC' }),
    });
    formats.set(key, found);
  }
  return found;
}

type Moment = string | number | Date;

/** 14:03:59 */
export function clock(at: Moment, zone: Zone): string {
  return format('clock', zone).format(new Date(at));
}

/** 14:03:59.120 */
export function clockMillis(at: Moment, zone: Zone): string {
  return format('millis', zone).format(new Date(at));
}

/** 14:03 */
export function minute(at: Moment, zone: Zone): string {
  return format('minute', zone).format(new Date(at));
}

/** 2013-11-29 */
export function day(at: Moment, zone: Zone): string {
  return format('day', zone).format(new Date(at));
}

/** Returns a duration in its two largest units: "0 s", "12 s", "3 m 20 s", "5 h 02 m", "2 d 4 h". Negative ones count as zero. */
export function duration(millis: number): string {
  const seconds = Math.floor(Math.max(0, millis) / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} m ${pad(seconds % 60)} s`;
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} m`;
  }
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`;
}

/** Returns a duration as `duration` does, under ten seconds with tenths: "0.4 s". */
export function tenths(millis: number): string {
  return millis < 9950 ? `${(Math.max(0, millis) / 1000).toFixed(1)} s` : duration(millis);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
