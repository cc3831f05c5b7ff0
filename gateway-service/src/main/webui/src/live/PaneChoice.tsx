import { Popover } from '@base-ui/react/popover';
import { useDashboard } from '../store/selection';
import { show, useView } from '../store/view';

/** More panes leave the candles no room. */
const PANES_MAX = 3;

/** Which indicators have a pane under the candles; they are drawn from when the page was opened. */
export function PaneChoice({ symbol }: { symbol: string }) {
  const indicators = useDashboard((dashboard) => dashboard.indicators[symbol]);
  const panes = useView((view) => view.panes);
  const variants = [...new Set([...Object.keys(indicators?.values ?? {}), ...panes])].sort();
  return (
    <Popover.Root>
      <Popover.Trigger className="button button-small" title="Indicators under the chart">
        Panes{panes.length > 0 && ` (${panes.length})`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className="popover-place">
          <Popover.Popup className="popover">
            <Popover.Title className="side-title">Indicators, from now on, at most {PANES_MAX}</Popover.Title>
            {variants.length === 0 && <p className="tone-quiet">None is computed for {symbol} yet.</p>}
            {variants.map((variant) => (
              <label key={variant}>
                <input
                  type="checkbox"
                  checked={panes.includes(variant)}
                  disabled={!panes.includes(variant) && panes.length >= PANES_MAX}
                  onChange={(event) =>
                    show({
                      panes: event.currentTarget.checked
                        ? [...panes, variant]
                        : panes.filter((other) => other !== variant),
                    })
                  }
                />
                {variant}
              </label>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
