import { memo } from 'react';
import { type Mail } from '../page-api.ts';
import { timeOfDay } from './words.ts';

/** The e-mails SNS would have sent, newest first. */
export const MailPanel = memo(function MailPanel({ mails }: { readonly mails: readonly Mail[] }) {
  if (mails.length === 0) {
    return <p className="empty">No e-mail yet. Critical and high alerts are sent by e-mail, too.</p>;
  }
  return (
    <ol className="mails">
      {mails.toReversed().map((mail, at) => (
        <li key={mail.id}>
          <details open={at === 0}>
            <summary>
              <span className="mail-subject">{mail.subject}</span>
              <time dateTime={mail.at}>{timeOfDay(mail.at)}</time>
              <span className="mail-route">
                {mail.topic} to {mail.to}
              </span>
            </summary>
            <pre>{mail.text}</pre>
          </details>
        </li>
      ))}
    </ol>
  );
});
