import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';

export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly badge?: number;
  /** The badge counts something that needs a person. */
  readonly alarming?: boolean;
  readonly panel: ReactNode;
}

/** Tabs as the ARIA practices have them: one stop for Tab, arrows between tabs. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [chosen, choose] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0];

  function go(event: KeyboardEvent): void {
    const at = tabs.findIndex(({ id }) => id === open?.id);
    const next = tabs.at(nextIndex(event.key, at, tabs.length));
    if (next && event.key in steps) {
      event.preventDefault();
      choose(next.id);
      list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
    }
  }

  return (
    <section className="tabs card" aria-label={label}>
      <div className="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={go}>
        {tabs.map(({ id, name, badge, alarming }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${prefix}-${id}`}
            data-tab={id}
            aria-selected={id === open?.id}
            aria-controls={`${prefix}-panel`}
            tabIndex={id === open?.id ? 0 : -1}
            onClick={() => {
              choose(id);
            }}
          >
            {name}
            {badge !== undefined && badge > 0 && (
              <span className="badge" data-alarming={alarming}>
                {badge}
              </span>
            )}
          </button>
        ))}
      </div>
      {open && (
        <div className="tab-panel" role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${open.id}`}>
          {open.panel}
        </div>
      )}
    </section>
  );
}

const steps = { ArrowLeft: -1, ArrowRight: 1, Home: 0, End: 0 };

function nextIndex(key: string, at: number, count: number): number {
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    default:
      return (at + 1) % count;
  }
}
