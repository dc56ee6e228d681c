import { Drawer, Menu, Modal } from "@mantine/core";
import { useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useMatchRoute, useNavigate, useRouter, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { isProblem, remove } from "@/shared/http/client";
import { clock } from "@/shared/format/times";
import { ROLE_WORDS, wordOf } from "@/shared/format/words";
import { useLive, useLiveState } from "@/shared/live/live";
import { askAgain, forgetPersons } from "@/shared/persons/persons";
import { useIdle } from "@/shared/session/idle";
import { sessionQuery, useMay, useSession } from "@/shared/session/session";
import { Button, IconButton, Key } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Avatar, useTick } from "@/shared/ui/marks";
import { Banner, useLasting } from "@/shared/ui/States";
import { undoLast } from "@/shared/ui/toasts";
import { useHotkeys } from "@/shared/ui/useHotkeys";
import { outdateLists } from "@/shared/work/items";
import { ConfirmPassword } from "./ConfirmPassword";
import { Help } from "./Help";
import { Logo } from "@/shared/ui/Logo";
import { PLACES, type Place } from "./navigation";
import { Palette } from "./Palette";
import styles from "./Shell.module.css";

export function Shell() {
  const session = useSession();
  const navigate = useNavigate();
  useIdleEnd();
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const [more, setMore] = useState(false);
  const main = useRef<HTMLElement>(null);
  const groups = PLACES.map(({ group, places }) => ({
    group,
    places: places.filter((place) => session.permissions.includes(place.needs)),
  })).filter(({ places }) => places.length > 0);
  const places = groups.flatMap((group) => group.places);

  const onSearch = () => {
    const own = document.querySelector<HTMLInputElement>("[data-page-search]");
    if (own) {
      own.focus();
      own.select();
    } else {
      setPalette(true);
    }
  };
  const started = useRef<{ key: string; at: number }>({ key: "", at: 0 });
  const go = (key: string) => {
    const to = { o: "/overview", w: "/work", l: "/leads", a: "/accounts", i: "/import", m: "/models", s: "/settings" }[
      key
    ];
    const recent = started.current.key === "g" && Date.now() - started.current.at < 1200;
    if (recent && to && places.some((place) => place.to === to)) void navigate({ to });
    return recent;
  };
  useHotkeys({
    "Mod+k": () => setPalette((open) => !open),
    "/": onSearch,
    "?": () => setHelp(true),
    z: () => void undoLast(),
    g: () => (started.current = { key: "g", at: Date.now() }),
  });
  useEffect(() => {
    // The second key of `g w` and its like; alone such a key belongs to the page.
    const onKeyDown = (event: KeyboardEvent) => {
      if (started.current.key !== "g" || event.key === "g" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof HTMLElement && event.target.closest("input, textarea, [role=dialog]")) return;
      if (go(event.key)) {
        event.preventDefault();
        event.stopPropagation();
      }
      started.current = { key: "", at: 0 };
    };
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  });

  // A new page starts at its top, and says its name to those who cannot see it.
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const previous = useRef(path);
  useEffect(() => {
    if (previous.current === path) return;
    previous.current = path;
    main.current?.scrollTo({ top: 0 });
    main.current?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    setMore(false);
  }, [path]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        Skip to the page
      </a>
      <nav className={styles.nav} aria-label="Pages">
        <Link to="/" className={styles.brand}>
          <Logo />
          <span className={styles.words}>ProX</span>
        </Link>
        {groups.map(({ group, places: inGroup }) => (
          <div key={group} role="group" aria-label={group} style={{ display: "contents" }}>
            <div className={styles.group} aria-hidden="true">
              {group}
            </div>
            {inGroup.map((place) => (
              <PlaceLink key={place.words} place={place} />
            ))}
          </div>
        ))}
        <div className={styles.below}>
          <PlaceLink place={{ to: "/api", words: "API", icon: "code", needs: "self" }} />
          <p className={styles.version}>Version {session.version}</p>
        </div>
      </nav>
      <header className={styles.head}>
        <div className={styles.bar}>
          <span className={`${styles.workspace} clip`} title={session.workspace.name}>
            {session.workspace.name}
          </span>
          <button
            type="button"
            className={styles.search}
            onClick={() => setPalette(true)}
            aria-label="Search and commands"
          >
            <Icon name="search" />
            <span className={`${styles.words} clip`}>Search or go to</span>
            <Key aria-hidden="true">{/Mac/.test(navigator.userAgent) ? "⌘" : "Ctrl"}</Key>
            <Key aria-hidden="true">K</Key>
          </button>
          <Live />
          <IconButton icon="help" label="Keys and help" shortcut="?" onClick={() => setHelp(true)} />
          <UserMenu />
        </div>
        <Banners />
      </header>
      <main className={styles.main} id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <nav className={styles.bottom} aria-label="Main pages">
        {places
          .filter((place) => place.phone)
          .map((place) => (
            <PlaceLink key={place.words} place={place} size={20} />
          ))}
        <button type="button" className={styles.place} onClick={() => setMore(true)} aria-haspopup="dialog">
          <Icon name="menu" size={20} />
          <span className={styles.words}>More</span>
        </button>
      </nav>
      <Drawer
        opened={more}
        onClose={() => setMore(false)}
        position="bottom"
        size="auto"
        title="Pages"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <div className="stack tight" style={{ paddingBottom: 16 }}>
          {places
            .filter((place) => !place.phone)
            .map((place) => (
              <PlaceLink key={place.words} place={place} size={20} onClick={() => setMore(false)} tall />
            ))}
          <PlaceLink
            place={{ to: "/api", words: "API", icon: "code", needs: "self" }}
            size={20}
            onClick={() => setMore(false)}
            tall
          />
        </div>
      </Drawer>
      <Palette opened={palette} onClose={() => setPalette(false)} onHelp={() => setHelp(true)} places={places} />
      <Help opened={help} onClose={() => setHelp(false)} />
      <ConfirmPassword />
    </div>
  );
}

function PlaceLink({
  place,
  size = 16,
  onClick,
  tall,
}: {
  place: Place;
  size?: number;
  onClick?: () => void;
  tall?: boolean;
}) {
  const matches = useMatchRoute();
  // Draws anew when the address changes.
  useRouterState({ select: (state) => state.location.pathname });
  const current = matches({ to: place.to ?? "/", fuzzy: true }) !== false;
  return (
    <Link
      to={place.to ?? "/"}
      className={styles.place}
      aria-current={current ? "page" : undefined}
      activeProps={{}}
      title={place.words}
      style={tall ? { height: 44 } : undefined}
      {...(onClick ? { onClick } : {})}
    >
      <Icon name={place.icon} size={size} />
      <span className={styles.words}>{place.words}</span>
    </Link>
  );
}

/** Whether changes arrive by themselves. Listens as long as the console is open. */
function Live() {
  const client = useQueryClient();
  const outdate = () => outdateLists(client);
  useLive({
    work: outdate,
    model: outdate,
    again: () => {
      outdate();
      askAgain();
    },
  });
  const state = useLiveState();
  const may = useMay("work:read");
  if (!may) return null;
  const lost = state.lostAt !== undefined && !state.connected;
  return (
    <span
      className={styles.live}
      data-connected={state.connected}
      title={lost ? "Changes do not arrive at the moment" : "Changes appear by themselves"}
    >
      <span style={{ visibility: state.connected || lost ? "visible" : "hidden" }}>{lost ? "Not live" : "Live"}</span>
    </span>
  );
}

function Banners() {
  const session = useSession();
  const live = useLiveState();
  const [offline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const update = () => setOffline(!navigator.onLine);
    window.addEventListener("online", update);
    window.addEventListener("offline", update);
    return () => {
      window.removeEventListener("online", update);
      window.removeEventListener("offline", update);
    };
  }, []);
  const lost = useLasting(live.lostAt !== undefined && !live.connected, 6000);
  useTick();
  return (
    <>
      {session.workspace.demo && <Banner icon="spark">This is a demo with a simulated company.</Banner>}
      {(offline || lost) && (
        <Banner kind="caution" icon="alert" role="status">
          {offline ? "You are offline. " : "ProX does not answer. "}
          {live.lostAt === undefined ? "" : `You see what was known at ${clock(live.lostAt)}. `}
          The page goes on by itself as soon as it can.
        </Banner>
      )}
    </>
  );
}

/** Signs out whoever left the page open, and keeps the address to come back to. */
function useIdleEnd() {
  const client = useQueryClient();
  const router = useRouter();
  const end = async () => {
    const { href } = router.state.location;
    try {
      await remove("/v1/session");
    } catch {
      // It ends by itself then: the page asks for nothing any more.
    }
    client.removeQueries({ queryKey: sessionQuery.queryKey });
    await router.navigate({ to: "/sign-in", search: { next: href, error: "idle" }, replace: true });
    client.clear();
    forgetPersons();
  };
  useIdle(() => void end());
}

function UserMenu() {
  const { user } = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const schemes = [
    { value: "light", words: "Light", icon: "sun" },
    { value: "dark", words: "Dark", icon: "moon" },
    { value: "auto", words: "As the system", icon: "monitor" },
  ] as const;
  // Why one is still signed in after one wanted out.
  const [stuck, setStuck] = useState<string | undefined>();
  const signOut = useMutation({
    mutationFn: async () => {
      try {
        await remove("/v1/session");
      } catch (error) {
        // Who is signed out already has what they want; any other answer leaves the session as it was.
        if (!isProblem(error) || error.status !== 401) throw error;
      }
    },
    onError: (error) =>
      setStuck(
        isProblem(error) && error.status !== 0
          ? `ProX could not sign you out. ${error.detail}`
          : "ProX does not answer, so it could not sign you out.",
      ),
    onSuccess: async () => {
      setStuck(undefined);
      client.removeQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: "/sign-in", search: {} });
      client.clear();
      forgetPersons();
    },
  });
  return (
    <>
      <Menu width={240}>
        <Menu.Target>
          <button type="button" className={styles.userButton} aria-label={`You: ${user.name}`}>
            <Avatar name={user.name} me large />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div style={{ padding: "6px 8px 8px" }}>
            <div className="strong clip">{user.name}</div>
            <div className="small quiet clip">{user.email}</div>
            <div className="small faint">{wordOf(ROLE_WORDS, user.role)}</div>
          </div>
          <Menu.Divider />
          <Menu.Label>Colours</Menu.Label>
          {schemes.map((scheme) => (
            <Menu.Item
              key={scheme.value}
              role="menuitemradio"
              aria-checked={colorScheme === scheme.value}
              leftSection={<Icon name={scheme.icon} />}
              rightSection={colorScheme === scheme.value ? <Icon name="check" /> : undefined}
              onClick={() => setColorScheme(scheme.value)}
            >
              {scheme.words}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<Icon name="user" />}
            onClick={() => void navigate({ to: "/settings/$part", params: { part: "you" } })}
          >
            Your account
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="logout" />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={stuck !== undefined}
        onClose={() => setStuck(undefined)}
        title="You are still signed in"
        size={400}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <div className="stack">
          <p className="quiet" role="alert">
            {stuck} Until it does, whoever uses this browser after you works in your name.
          </p>
          <div className="row" style={{ justifyContent: "flex-end" }}>
            <Button kind="plain" onClick={() => setStuck(undefined)}>
              Stay signed in
            </Button>
            <Button kind="main" busy={signOut.isPending} onClick={() => signOut.mutate()}>
              Try again
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
