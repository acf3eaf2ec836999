import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { sendEvents } from './ask.ts';
import { examples } from './example-events.ts';

/** Where an event is pasted and sent. It stays open while the sandbox refuses what it is sent, and says why. */
export function SendEventDialog({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  return (
    <dialog ref={dialog} className="send-event" aria-labelledby="send-event-title" onClose={onClose}>
      <EventForm
        onDone={() => {
          dialog.current?.close();
        }}
      />
    </dialog>
  );
}

function EventForm({ onDone }: { readonly onDone: () => void }) {
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<string>();

  async function send(submit: SubmitEvent): Promise<void> {
    submit.preventDefault();
    const refused = await sendEvents(text);
    setRefusal(refused);
    if (refused === undefined) {
      onDone();
    }
  }

  return (
    <form
      onSubmit={(submit) => {
        void send(submit);
      }}
    >
      <h2 id="send-event-title">Send an event</h2>
      <p id="send-event-help">
        A CloudTrail record, an EventBridge event, or a list of either, as JSON. Take one of these to begin with:
      </p>
      <Examples onChoose={setText} />
      <textarea
        aria-label="The event"
        aria-describedby="send-event-help"
        spellCheck={false}
        required
        rows={14}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      {refusal !== undefined && (
        <p className="refusal" role="alert">
          {refusal}
        </p>
      )}
      <p className="dialog-buttons">
        <button type="button" onClick={onDone}>
          Cancel
        </button>
        <button type="submit" className="primary">
          Send
        </button>
      </p>
    </form>
  );
}

function Examples({ onChoose }: { readonly onChoose: (text: string) => void }) {
  return (
    <p className="examples">
      {examples.map(({ name, write }) => (
        <button
          key={name}
          type="button"
          onClick={() => {
            onChoose(write());
          }}
        >
          {name}
        </button>
      ))}
    </p>
  );
}
