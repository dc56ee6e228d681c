/** The console's own signs: 24 units wide, drawn as lines. */
const PATHS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  work: "M11 6h9M11 12h9M11 18h9M4 6l1.2 1.2L7.5 5M4 12l1.2 1.2 2.3-2.2M4 18l1.2 1.2 2.3-2.2",
  leads:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18.5 14.6a6.5 6.5 0 0 1 3 5.4",
  accounts: "M5 20.5v-16h9v16M14 9.5h5v11M3 20.5h18M8 8h3M8 12h3M8 16h3",
  import: "M12 15.5V4M7.5 8 12 3.5 16.5 8M4 15v4.5h16V15",
  models: "M4 19.5h16M5 15.5l4.5-5 3.5 3 6-7.5M15 6h4v4",
  settings:
    "M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM19 12a7 7 0 0 0-.1-1.2l2-1.6-2-3.4-2.4 1a7 7 0 0 0-2-1.2L14 3h-4l-.5 2.6a7 7 0 0 0-2 1.2l-2.4-1-2 3.4 2 1.6a7 7 0 0 0 0 2.4l-2 1.6 2 3.4 2.4-1a7 7 0 0 0 2 1.2L10 21h4l.5-2.6a7 7 0 0 0 2-1.2l2.4 1 2-3.4-2-1.6c.07-.4.1-.8.1-1.2z",
  system: "M3 12h4l2.5-7 5 14 2.5-7h4",
  audit: "M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6zM9 12l2.2 2.2L15.2 10",
  code: "M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5M13.5 5l-3 14",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.6 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7M12 16.8v.2",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  monitor: "M3.5 5h17v11.5h-17zM9 20.5h6M12 16.5v4",
  check: "M5 12.5l4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  right: "M9.5 6l6 6-6 6",
  left: "M14.5 6l-6 6 6 6",
  back: "M19 12H5M11 6l-6 6 6 6",
  rise: "M12 19V5M6 11l6-6 6 6",
  fall: "M12 5v14M6 13l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  dots: "M5.5 12h.01M12 12h.01M18.5 12h.01",
  filter: "M4 6h16M7 12h10M10 18h4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  download: "M12 4v11.5M7.5 11l4.5 4.5 4.5-4.5M4 19.5h16",
  phone:
    "M5.5 3.5h3.6l1.6 4.2-2 1.6a12 12 0 0 0 6 6l1.6-2 4.2 1.6v3.6c0 1-.9 2-2 2C10.8 20 4 13.2 3.5 5.5c0-1.1 1-2 2-2z",
  mail: "M3.5 5.5h17v13h-17zM4 6.5l8 6.5 8-6.5",
  undo: "M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3",
  external: "M14 4h6v6M20 4l-9 9M18 14v5.5H4.5V6H10",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.2 1.8",
  alert: "M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.1",
  bookmark: "M6.5 3.5h11v17L12 16.5l-5.5 4z",
  columns: "M3.5 5h17v14h-17zM9.5 5v14M15 5v14",
  panel: "M3.5 5h17v14h-17zM14.5 5v14",
  refresh: "M20 11.5A8 8 0 0 0 5.5 7L4 8.5M4 4v4.5h4.5M4 12.5A8 8 0 0 0 18.5 17l1.5-1.5M20 20v-4.5h-4.5",
  trash: "M4 6.5h16M9 6V3.5h6V6M6 6.5 7 20.5h10l1-14M10 10.5v6M14 10.5v6",
  key: "M8 20a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM11.2 12.3 20 3.5M16.5 7l2.5 2.5M14 9.5l2 2",
  lock: "M5.5 10.5h13v10h-13zM8.5 10.5v-3a3.5 3.5 0 0 1 7 0v3",
  hidden:
    "M4 4l16 16M10 5.8A9 9 0 0 1 12 5.5c5 0 8 4 9 6.5a12 12 0 0 1-2.6 3.7M6.5 7.5A12 12 0 0 0 3 12c1 2.5 4 6.5 9 6.5 1.5 0 2.8-.4 4-1M10 10.2a2.6 2.6 0 0 0 3.7 3.7",
  table: "M3.5 5h17v14h-17zM3.5 10h17M3.5 14.5h17M10 10v9",
  chart: "M4 4v16h16M8 15l3.5-4 3 2.5L19 8",
  file: "M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5",
  menu: "M4 7h16M4 12h16M4 17h16",
  logout: "M10 4H4.5v16H10M15 8l4 4-4 4M19 12H9",
  inbox: "M4 13.5 6.5 5h11l2.5 8.5v5.5H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20",
  spark: "M12 3.5 13.8 10.2 20.5 12l-6.7 1.8L12 20.5l-1.8-6.7L3.5 12l6.7-1.8z",
  pause: "M8.5 5v14M15.5 5v14",
  link: "M10 14a4 4 0 0 0 5.7 0l3.3-3.3a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0L5 13.3A4 4 0 0 0 10.7 19l1.3-1.3",
  history: "M4 5v4.5h4.5M4.5 9.5A8.5 8.5 0 1 1 4 14M12 8v4.5l3 1.7",
  tag: "M4 4h7.5L20.5 13 13 20.5 4 11.5zM8 8h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "dots" ? 3 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={className}
      style={{ flex: "none" }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
