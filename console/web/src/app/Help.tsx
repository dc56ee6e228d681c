import { Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Key } from "@/shared/ui/Button";

const KEYS: { group: string; keys: [string[], string][] }[] = [
  {
    group: "Everywhere",
    keys: [
      [["Ctrl", "K"], "Search, go to a page, act"],
      [["/"], "Search on this page"],
      [["?"], "These keys"],
      [["Z"], "Undo what you just did"],
      [["G", "W"], "Go to the work list"],
      [["G", "O"], "Go to the overview"],
      [["G", "L"], "Go to leads"],
      [["G", "A"], "Go to accounts"],
      [["G", "M"], "Go to models"],
    ],
  },
  {
    group: "In a list",
    keys: [
      [["J"], "Next row, as ↓ does"],
      [["K"], "Row before, as ↑ does"],
      [["Home"], "First row"],
      [["End"], "Last row that is loaded"],
      [["Enter"], "Open it"],
    ],
  },
  {
    group: "With a lead in hand",
    keys: [
      [["P"], "Show or hide the preview"],
      [["X"], "Choose the lead"],
      [["C"], "Claim it; claim again to release"],
      [["E"], "Done: mark as contacted"],
      [["S"], "Set the status"],
      [["A"], "Assign it"],
      [["Esc"], "Choose none"],
    ],
  },
];

export function Help({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={640} closeButtonProps={{ "aria-label": "Close" }}>
      <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fit, minmax(240px, 1fr))", gap: 24 }}>
        {KEYS.map(({ group, keys }) => (
          <section key={group} aria-label={group}>
            <h3 style={{ marginBottom: 8 }}>{group}</h3>
            <dl className="stack tight">
              {keys.map(([keysOfOne, words]) => (
                <div key={words} className="spread">
                  <dt>{words}</dt>
                  <dd className="row" style={{ gap: 4 }}>
                    {keysOfOne.map((key) => (
                      <Key key={key}>{key}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="quiet" style={{ marginTop: 20 }}>
        Whatever the console does, programs can do too: <Link to="/api">the API</Link>.
      </p>
    </Modal>
  );
}
