import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Fragment } from 'react';
import { dismiss, useQuestion } from '../store/question';
import './QuestionDialog.css';

/** Shows the question that is asked above every screen. */
export function QuestionDialog() {
  const { isOpen, question, round } = useQuestion();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && dismiss()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-backdrop" />
        <AlertDialog.Popup className="dialog">
          <Fragment key={round}>{question}</Fragment>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
