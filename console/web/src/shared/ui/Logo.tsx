export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: "none" }}>
      <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
      <rect x="7" y="17" width="4.6" height="8" rx="1.6" fill="#fff" fillOpacity="0.55" />
      <rect x="13.7" y="12" width="4.6" height="13" rx="1.6" fill="#fff" fillOpacity="0.8" />
      <rect x="20.4" y="7" width="4.6" height="18" rx="1.6" fill="#fff" />
    </svg>
  );
}
