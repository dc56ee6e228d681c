import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Blue-violet, from nearly white to nearly black. The console's CSS uses tokens.css; Mantine wants a scale of ten. */
const accent: MantineColorsTuple = [
  "#eeedfb",
  "#dedbf8",
  "#c9c4f5",
  "#a59cff",
  "#8a80e6",
  "#7166d8",
  "#5b4fd1",
  "#4d41bd",
  "#4438b0",
  "#2c2480",
];

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: 6,
  colors: { accent },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withinPortal: true, multiline: true, maw: 320 } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end", transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: "md", transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 140 }, radius: "lg" } },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: "right", comboboxProps: { shadow: "md" } } },
  },
});
