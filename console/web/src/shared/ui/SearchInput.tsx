import { Key } from "./Button";
import { Icon } from "./Icon";
import styles from "./SearchInput.module.css";
import { useTyped } from "./useTyped";

/** The search of a list; `/` leads to it, and Enter to the first row. */
export function SearchInput({
  label,
  placeholder,
  value,
  onSearch,
}: {
  label: string;
  placeholder: string;
  value: string;
  onSearch: (q: string) => void;
}) {
  const [text, setText] = useTyped(value, onSearch);
  return (
    <div className={styles.search}>
      <Icon name="search" />
      <input
        type="search"
        data-page-search
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            if (text === "") event.currentTarget.blur();
            else setText("");
          }
          if (event.key === "ArrowDown" || event.key === "Enter") {
            event.preventDefault();
            event.currentTarget.blur();
            document.querySelector<HTMLElement>("[role=row][tabindex='0']")?.focus();
          }
        }}
      />
      {text === "" ? (
        <Key aria-hidden="true">/</Key>
      ) : (
        <button type="button" className={styles.clear} aria-label="Clear the search" onClick={() => setText("")}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  );
}
