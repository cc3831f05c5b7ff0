import { Dialog } from '@base-ui/react/dialog';
import { useCallback, useEffect, useState } from 'react';
import { goTo, SCREENS } from '../store/route';
import { show, useView } from '../store/view';

/** A letter counts after `g` for so long. */
const CHORD_MILLIS = 1500;

/** The keyboard: screens by number or by `g` and a letter, theme, time zone, and this list by `?`. */
export function Keys() {
  const [open, setOpen] = useState(false);
  const toggle = useCallback(() => setOpen((before) => !before), []);
  useShortcuts(toggle);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger className="button button-icon" aria-label="Keyboard shortcuts" title="Keyboard: ?">
        ?
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog">
          <Dialog.Title>Keyboard</Dialog.Title>
          <dl className="keys">
            {SCREENS.map(({ name, letter }, index) => [
              <dt key={letter}>
                <kbd>{index + 1}</kbd> or <kbd>g</kbd> <kbd>{letter}</kbd>
              </dt>,
              <dd key={name}>{name}</dd>,
            ])}
            <dt>
              <kbd>d</kbd>
            </dt>
            <dd>Dark or light</dd>
            <dt>
              <kbd>u</kbd>
            </dt>
            <dd>UTC or local time</dd>
            <dt>
              <kbd>Esc</kbd>
            </dt>
            <dd>Close what is open</dd>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>This list</dd>
          </dl>
          <div className="dialog-actions">
            <Dialog.Close className="button">Close</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function useShortcuts(onHelp: () => void) {
  useEffect(() => {
    let chordUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return;
      }
      const byLetter = SCREENS.find(({ letter }) => letter === event.key);
      const byNumber = SCREENS[Number(event.key) - 1];
      if (event.timeStamp < chordUntil && byLetter !== undefined) {
        chordUntil = 0;
        goTo(byLetter.screen);
      } else if (byNumber !== undefined) {
        goTo(byNumber.screen);
      } else if (event.key === 'g') {
        chordUntil = event.timeStamp + CHORD_MILLIS;
      } else if (event.key === '?') {
        onHelp();
      } else if (event.key === 'd') {
        show({ theme: useView.getState().theme === 'dark' ? 'light' : 'dark' });
      } else if (event.key === 'u') {
        show({ zone: useView.getState().zone === 'UTC' ? 'local' : 'UTC' });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.matches('input, select, textarea') || target.closest('[role=alertdialog]') !== null)
  );
}
