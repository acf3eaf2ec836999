/** Drawn here, because the page asks nothing of any other host. */
export function Bell() {
  return (
    <svg className="bell" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2a1.6 1.6 0 0 1 1.6 1.6v.6a6.4 6.4 0 0 1 4.8 6.2v4.1l1.9 2.6c.5.7 0 1.7-.9 1.7H4.6c-.9 0-1.4-1-.9-1.7l1.9-2.6v-4.1a6.4 6.4 0 0 1 4.8-6.2v-.6A1.6 1.6 0 0 1 12 2Zm-2.6 18h5.2a2.6 2.6 0 0 1-5.2 0Z" />
    </svg>
  );
}

export function Chevron() {
  return (
    <svg className="chevron" viewBox="0 0 16 16" aria-hidden="true">
      <path d="m6 3.5 4.5 4.5L6 12.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
