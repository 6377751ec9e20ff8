/** Water above, what the gate lets through below. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      strokeWidth="2.2"
      strokeLinecap="round"
    >
      <path
        d="M2.500 7c3.200 0 3.200-2.500 6.300-2.500S12 7 15.200 7s3.200-2.500 6.300-2.500"
        stroke="var(--accent)"
      />
      <path
        d="M2.500 12.500c3.200 0 3.200-2.500 6.300-2.500s3.200 2.500 6.400 2.500 3.200-2.500 6.300-2.500"
        stroke="var(--accent)"
      />
      <path d="M5.500 16.500v3.500M12 15.500v5M18.500 16.500v3.500" stroke="var(--match)" />
    </svg>
  );
}
