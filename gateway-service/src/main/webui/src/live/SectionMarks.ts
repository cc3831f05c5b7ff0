import type {
  IPrimitivePaneRenderer,
  ISeriesPrimitive,
  PrimitiveHoveredItem,
  SeriesAttachedParameter,
  UTCTimestamp,
} from 'lightweight-charts';
import type { Mark } from '../domain/marks';
import type { Section } from '../protocol/messages';
import type { Palette } from './palette';

const HEIGHT = 16;
const TIP = 5;
/** From the candle's end to the first badge, and between badges. */
const GAP = 5;
const PADDING = 5;
const FONT_SIZE = 10;

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];
type Extremes = (time: number) => { high: number; low: number } | undefined;

interface Box {
  mark: Mark;
  x: number;
  y: number;
  width: number;
}

/**
 * Badges at the candles in which sections fired, each with its letters, colour and shape: a detection is a pill, a cancelled one hollow,
 * entries and exits point at their candle, an emergency exit has cut corners. Several at one candle stand on top of each other.
 */
export class SectionMarks implements ISeriesPrimitive {
  private attachment: SeriesAttachedParameter | undefined;
  private marks: readonly Mark[] = [];
  private boxes: Box[] = [];
  private palette: Palette | undefined;
  private fontFamily = 'sans-serif';

  /** @param extremes gives the high and the low of the candle that starts at a time */
  constructor(private readonly extremes: Extremes) {}

  attached(attachment: SeriesAttachedParameter): void {
    this.attachment = attachment;
  }

  detached(): void {
    this.attachment = undefined;
  }

  setMarks(marks: readonly Mark[]): void {
    this.marks = marks;
    this.attachment?.requestUpdate();
  }

  setLook(palette: Palette, fontFamily: string): void {
    this.palette = palette;
    this.fontFamily = fontFamily;
    this.attachment?.requestUpdate();
  }

  paneViews() {
    return [
      { zOrder: () => 'top' as const, renderer: () => ({ draw: (target: Target) => this.draw(target) }) },
    ];
  }

  hitTest(x: number, y: number): PrimitiveHoveredItem | null {
    const hit = this.boxes.find(
      (box) => Math.abs(x - box.x) <= box.width / 2 && Math.abs(y - box.y) <= HEIGHT / 2 + TIP / 2,
    );
    return hit === undefined ? null : { externalId: hit.mark.id, cursorStyle: 'pointer', zOrder: 'top' };
  }

  private draw(target: Target): void {
    const { palette } = this;
    if (palette === undefined) {
      return;
    }
    target.useMediaCoordinateSpace(({ context }) => {
      context.font = `700 ${FONT_SIZE}px ${this.fontFamily}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      this.boxes = this.placed(context);
      this.boxes.forEach((box) => drawBadge(context, box, palette));
    });
  }

  private placed(context: CanvasRenderingContext2D): Box[] {
    const stacks = new Map<string, number>();
    return this.marks.flatMap((mark) => {
      const candle = this.extremes(mark.time);
      const x = this.attachment?.chart.timeScale().timeToCoordinate(mark.time as UTCTimestamp) ?? undefined;
      const end = candle && this.attachment?.series.priceToCoordinate(mark.above ? candle.high : candle.low);
      if (x === undefined || end === undefined || end === null) {
        return [];
      }
      const stack = `${mark.time}${mark.above}`;
      const under = stacks.get(stack) ?? 0;
      stacks.set(stack, under + 1);
      const distance = GAP + TIP + HEIGHT / 2 + under * (HEIGHT + GAP);
      const width = context.measureText(mark.section).width + 2 * PADDING;
      return [{ mark, x, y: mark.above ? end - distance : end + distance, width }];
    });
  }
}

function drawBadge(context: CanvasRenderingContext2D, box: Box, palette: Palette): void {
  const colour = colourOf(box.mark.section, palette);
  const hollow = box.mark.section === 'O1';
  const outline = outlineOf(box);
  context.lineWidth = 1.5;
  context.strokeStyle = hollow ? colour : palette.surface;
  context.fillStyle = hollow ? palette.surface : colour;
  context.stroke(outline);
  context.fill(outline);
  context.fillStyle = hollow ? colour : palette.surface;
  context.fillText(box.mark.section, box.x, box.y + 0.5);
}

function colourOf(section: Section, palette: Palette): string {
  return { S1: palette.warn, O1: palette.muted, Z1: palette.good, ZE1: palette.note, E1: palette.bad }[
    section
  ];
}

function outlineOf({ mark, x, y, width }: Box): Path2D {
  const left = x - width / 2;
  const top = y - HEIGHT / 2;
  const path = new Path2D();
  switch (mark.section) {
    case 'S1':
    case 'O1':
      path.roundRect(left, top, width, HEIGHT, HEIGHT / 2);
      break;
    case 'Z1':
    case 'ZE1': {
      const edge = mark.above ? top + HEIGHT : top;
      path.roundRect(left, top, width, HEIGHT, 2);
      path.moveTo(x - TIP, edge);
      path.lineTo(x, mark.above ? edge + TIP : edge - TIP);
      path.lineTo(x + TIP, edge);
      path.closePath();
      break;
    }
    case 'E1': {
      const right = left + width;
      const bottom = top + HEIGHT;
      path.moveTo(left + TIP, top);
      path.lineTo(right - TIP, top);
      path.lineTo(right, top + TIP);
      path.lineTo(right, bottom - TIP);
      path.lineTo(right - TIP, bottom);
      path.lineTo(left + TIP, bottom);
      path.lineTo(left, bottom - TIP);
      path.lineTo(left, top + TIP);
      path.closePath();
      break;
    }
  }
  return path;
}
