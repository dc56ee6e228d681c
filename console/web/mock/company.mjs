/** An invented company with leads, as the demo has one. Nothing in it is real. */
import { chance, id } from "./chance.mjs";

const DAY = 86_400_000;

const PEOPLE = {
  Germany: {
    first: ["Lena", "Jürgen", "Hannah", "Felix", "Greta", "Moritz", "Anke", "Till", "Svenja", "Uwe", "Mareike", "Jonas"],
    last: ["Faßbender", "Jäger", "Brinkmann", "Oesterle", "Hölscher", "Wittkamp", "Reuter", "Lohmann", "Steinhauer", "Dreesen"],
    domain: "de",
    phone: "+49 171 39200",
  },
  France: {
    first: ["Rémi", "Élodie", "Mathis", "Inès", "Thibault", "Capucine"],
    last: ["Esnault", "Lemoine", "Chevallier", "Roussel", "Delacour"],
    domain: "fr",
    phone: "+33 3 53010",
  },
  "United Kingdom": {
    first: ["Hannah", "Oliver", "Imogen", "Rhys", "Freya", "Callum"],
    last: ["Quilter", "Abernathy", "Thistlewood", "Pemberton", "Ashdown"],
    domain: "uk",
    phone: "+44 1632 960",
  },
  Netherlands: { first: ["Lotte", "Sander", "Femke", "Joost"], last: ["Postma", "van der Wal", "Hoekstra", "Dijkgraaf"], domain: "nl", phone: "" },
  Poland: { first: ["Zofia", "Wojciech", "Agnieszka", "Kacper"], last: ["Wójcik", "Szczepańska", "Błaszczyk", "Zając"], domain: "pl", phone: "" },
  Italy: { first: ["Leonardo", "Giulia", "Matteo", "Chiara"], last: ["Lombardi", "Esposito", "Marchetti", "Bellucci"], domain: "it", phone: "" },
  Spain: { first: ["Lucía", "Álvaro", "Noelia", "Iker"], last: ["Ibáñez", "Quintero", "Zabala", "Carmona"], domain: "es", phone: "" },
  Sweden: { first: ["Astrid", "Linnéa", "Gustav", "Nils"], last: ["Lindqvist", "Åkesson", "Bergström", "Sjöberg"], domain: "se", phone: "" },
  Austria: { first: ["Valentina", "Lukas", "Magdalena"], last: ["Hofbauer", "Pichler", "Gstöttner"], domain: "at", phone: "" },
  Switzerland: { first: ["Nina", "Beat", "Corinne"], last: ["Zürcher", "Aebischer", "Burri"], domain: "ch", phone: "" },
  Turkey: { first: ["Elif", "Emre", "Şeyma"], last: ["Yıldız", "Öztürk", "Çelik"], domain: "tr", phone: "" },
  Israel: { first: ["נועה", "איתי"], last: ["לוי", "ברק"], domain: "il", phone: "" },
  Egypt: { first: ["ليلى", "عمر"], last: ["منصور", "حداد"], domain: "eg", phone: "" },
  Japan: { first: ["優美", "Kenji"], last: ["岡本", "Hayashi"], domain: "jp", phone: "" },
  "United States": { first: ["Dakota", "Marcus", "Brianna", "Wyatt"], last: ["Holloway", "Castellano", "Whitfield", "Okafor"], domain: "us", phone: "+1 212 555-01" },
  Brazil: { first: ["Rafaela", "Thiago"], last: ["Nogueira", "Mendes"], domain: "br", phone: "" },
};
const COUNTRIES = [
  ["Germany", 28], ["France", 10], ["United Kingdom", 10], ["Netherlands", 8], ["Poland", 6], ["Italy", 6], ["Spain", 5],
  ["Sweden", 4], ["Austria", 6], ["Switzerland", 5], ["Turkey", 2], ["Israel", 1], ["Egypt", 1], ["Japan", 2],
  ["United States", 5], ["Brazil", 1],
];
const FRONT = ["Narn", "Felq", "Cal", "Torv", "Bren", "Cor", "Ost", "Kor", "Mar", "Vel", "Tal", "Hav", "Lum", "Ster", "Qual", "Riv", "Sol", "Nord", "Elm", "Fjord", "Gran", "Hest", "Ivor", "Jun", "Kest"];
const MIDDLE = ["ora", "uist", "ino", "anna", "wyn", "ryn", "gard", "yra", "igo", "enta", "axis", "ola", "ume", "ling", "ity", "endal", "aris", "dane", "wick", "holm"];
const TRADES = [
  ["Manufacturing", ["Castings", "Precision", "Tooling", "Werke"], 24],
  ["Logistics", ["Logistics", "Freight", "Spedition"], 18],
  ["Healthcare", ["Kliniken", "Care", "Health"], 10],
  ["Retail", ["Markets", "Stores", "Outfitters"], 12],
  ["Food", ["Dairy", "Bakeries", "Foods"], 8],
  ["Software", ["Software", "Cloud", "Systems"], 12],
  ["Consulting", ["Partners", "Advisory"], 7],
  ["Construction", ["Bau", "Contractors"], 5],
  ["Public sector", ["Stadtwerke", "Council"], 4],
];
const SUFFIX = { Germany: ["GmbH", "GmbH & Co. KG", "AG"], France: ["SARL", "SA"], "United Kingdom": ["Limited", "PLC"], Italy: ["S.p.A."], "United States": ["Inc.", "LLC"], Japan: ["K.K."], Poland: ["sp. z o.o."] };
const SIZES = [["2-10", 12], ["11-50", 22], ["51-200", 24], ["201-500", 18], ["501-1000", 12], ["1001-5000", 9], ["5001-10000", 3]];
const SENIORITY = [["owner or C-level", 10], ["vice president", 5], ["director", 12], ["head", 14], ["manager", 24], ["senior", 9], ["staff", 14], ["junior", 5], ["intern or student", 3]];
const DEPARTMENT = [["operations", 26], ["HR", 16], ["IT and engineering", 14], ["purchasing", 8], ["finance", 8], ["management", 12], ["marketing", 7], ["sales", 6], ["other", 3]];
const TITLES = {
  "owner or C-level": { operations: "COO", HR: "Chief People Officer", "IT and engineering": "CTO", purchasing: "Chief Procurement Officer", finance: "CFO", management: "Geschäftsführerin", marketing: "CMO", sales: "Chief Revenue Officer", other: "Founder" },
};
const TITLE_WORD = { "vice president": "VP", director: "Director of", head: "Head of", manager: "", senior: "Senior", staff: "", junior: "Junior", "intern or student": "Werkstudent" };
const DEPARTMENT_WORD = { operations: "operations", HR: "people", "IT and engineering": "IT", purchasing: "purchasing", finance: "finance", management: "planning", marketing: "marketing", sales: "sales", other: "projects" };
const SOURCES = [["Web form", 34], ["Content download", 24], ["Webinar", 16], ["Outbound list", 14], ["Trade fair", 7], ["Partner referral", 5]];
const TOOLS = [["Spreadsheet", 34], ["Paper and whiteboard", 16], ["ERP module", 16], ["Planovia", 12], ["Shiftora", 10], ["Built in-house", 12]];
const CASES = [["Shift planning", 32], ["Capacity planning", 20], ["Project staffing", 18], ["Field service", 14], ["Time tracking", 10], ["Just looking", 6]];
const BUDGETS = [["Under 10k", 30], ["10k to 50k", 34], ["Over 50k", 12], ["No budget yet", 24]];

/** Log-odds by column and value; what a model of this company might have learnt. */
const EFFECTS = {
  Source: { "Web form": 0.28, "Content download": -0.52, Webinar: 0.02, "Outbound list": -0.8, "Trade fair": -0.2, "Partner referral": 0.78 },
  "Job title: seniority": { "owner or C-level": 0.35, "vice president": 0.18, director: 0.4, head: 0.22, manager: 0.12, senior: -0.06, staff: -0.28, junior: -0.9, "intern or student": -1.4 },
  "Job title: department": { operations: 0.34, HR: 0.2, "IT and engineering": 0.04, purchasing: 0.02, finance: -0.06, management: 0.12, marketing: -0.5, sales: -0.35, other: -0.1 },
  Country: { Germany: 0.3, Austria: 0.18, Switzerland: 0.16, France: 0.02, "United Kingdom": 0, Japan: -0.42, "United States": -0.34, Brazil: -0.4 },
  Industry: { Manufacturing: 0.28, Logistics: 0.4, Healthcare: 0.15, Retail: 0.02, Food: 0.06, Software: -0.46, Consulting: -0.4, Construction: 0.1, "Public sector": -0.04 },
  "Company size: band": { "2-10": -0.7, "11-50": -0.08, "51-200": 0.45, "201-500": 0.42, "501-1000": 0.26, "1001-5000": 0.02, "5001-10000": -0.7 },
  "Email: kind of address": { company: 0.12, "free mail": -0.72 },
  "Current tool": { Spreadsheet: 0.36, "Paper and whiteboard": 0.4, "ERP module": 0.18, Planovia: -0.48, Shiftora: -0.4, "Built in-house": -0.05 },
  "Use case": { "Shift planning": 0.42, "Capacity planning": 0.24, "Project staffing": -0.02, "Field service": 0.06, "Time tracking": -0.4, "Just looking": -1 },
  Budget: { "Under 10k": -0.08, "10k to 50k": 0.24, "Over 50k": 0.44, "No budget yet": -0.5 },
  "Demo requested": { yes: 0.78, no: -0.2 },
  "Trial started": { yes: 0.52, no: -0.1 },
};
export const BASE = -2.0;
const SIDE = { "Demo requested": "engagement", "Trial started": "engagement", "Pages viewed": "engagement" };

const LOST_WORDS = ["not-a-fit", "no-budget", "no-need", "bad-data", "competitor", "other"];

export const logistic = (x) => 1 / (1 + Math.exp(-x));

function words(column, value, contribution, usual) {
  if (value === undefined) return `${column} is not given`;
  if (column === "Pages viewed") {
    const n = Number(value);
    return n > 9 ? `Pages viewed is ${value}, far above the usual 4` : n > 5 ? `Pages viewed is ${value}, above the usual 4` : `Pages viewed is ${value}, within the usual 2 to 6`;
  }
  return `${column} is ${value}${usual ? `, ${usual}` : ""}`;
}

export function contributions(values, drift = 0) {
  const parts = [];
  for (const [column, effects] of Object.entries(EFFECTS)) {
    const value = values[column];
    const contribution = value === undefined ? -0.12 : (effects[value] ?? 0.01) * (1 + drift);
    parts.push({ column, value, contribution, words: words(column, value, contribution) });
  }
  const pages = values["Pages viewed"];
  const n = pages === undefined ? undefined : Number(pages);
  parts.push({
    column: "Pages viewed",
    value: pages,
    contribution: n === undefined ? -0.2 : n > 9 ? 0.92 : n > 5 ? 0.5 : n > 2 ? 0.05 : -0.3,
    words: words("Pages viewed", pages, 0),
  });
  return parts.map((part) => ({ ...part, contribution: Math.round(part.contribution * 1000) / 1000 }));
}

/** @param {{leads: number, seed?: number, now: number}} settings */
export function simulate({ leads: count, seed = 7, now }) {
  const dice = chance(seed);
  const users = [
    ["Ada Lindqvist", "administrator"],
    ["Mara Lindström", "representative"],
    ["Jonas Adeyemi", "representative"],
    ["Rafael Mendes", "representative"],
    ["Yuki Tanabe", "representative"],
    ["Priya Raghunathan", "operations"],
    ["Tomasz Zieliński", "data-scientist"],
    ["Ingrid Sørensen", "privacy-officer"],
    ["Noah Feldmann", "viewer"],
  ].map(([name, role], index) => ({
    id: id("user", dice, 10),
    name,
    email: `${name.split(" ")[0].toLowerCase()}@shiftwise.example`,
    role,
    status: "active",
    hasProvider: false,
    createdAt: new Date(now - (540 - index * 37) * DAY).toISOString(),
  }));
  users.push({ id: id("user", dice, 10), name: "Kim Oduya", email: "kim@shiftwise.example", role: "representative", status: "invited", hasProvider: false, createdAt: new Date(now - 2 * DAY).toISOString() });
  users.push({ id: id("user", dice, 10), name: "Viktor Halász", email: "viktor@shiftwise.example", role: "representative", status: "deactivated", hasProvider: false, createdAt: new Date(now - 500 * DAY).toISOString() });
  const owners = users.filter((user) => user.role === "representative" && user.status === "active");

  const companies = [];
  const companyCount = Math.max(40, Math.round(count * 0.32));
  for (let i = 0; i < companyCount; i++) {
    const country = dice.weighted(COUNTRIES);
    const [industry, trades] = dice.weighted(TRADES.map((trade) => [trade, trade[2]]));
    const stem = dice.of(FRONT) + dice.of(MIDDLE);
    const trade = dice.of(trades);
    const name = `${stem} ${trade} ${dice.of(SUFFIX[country] ?? ["AB", "BV", "SA", "Group"])}`;
    companies.push({
      name,
      domain: `${(stem + "-" + trade).toLowerCase()}${i > 300 ? i : ""}.example`,
      country,
      industry,
      size: dice.weighted(SIZES),
    });
  }

  const leads = new Array(count);
  for (let i = 0; i < count; i++) {
    const company = companies[Math.floor(companyCount * dice.next() ** 1.7)];
    const country = dice.hit(0.9) ? company.country : dice.weighted(COUNTRIES);
    const people = PEOPLE[country];
    const first = dice.of(people.first);
    const last = dice.of(people.last);
    const free = dice.hit(0.12);
    const seniority = dice.hit(0.91) ? dice.weighted(SENIORITY) : undefined;
    const department = seniority && dice.weighted(DEPARTMENT);
    const title = seniority && (TITLES[seniority]?.[department] ?? `${TITLE_WORD[seniority]} ${DEPARTMENT_WORD[department]}${seniority === "manager" ? " manager" : ""}${seniority === "staff" ? " specialist" : ""}`.trim());
    const source = dice.weighted(SOURCES);
    const ageDays = 548 * dice.next() ** 1.15;
    const createdAt = now - ageDays * DAY - dice.below(DAY / 24);
    const ask = (share) => dice.hit(share);
    const values = {
      Source: source,
      Country: ask(0.95) ? country : undefined,
      Industry: ask(0.72) ? company.industry : undefined,
      "Company size: band": ask(0.8) ? company.size : undefined,
      "Job title: seniority": seniority,
      "Job title: department": department,
      "Email: kind of address": free ? "free mail" : "company",
      "Current tool": ask(0.6) ? dice.weighted(TOOLS) : undefined,
      "Use case": ask(0.7) ? dice.weighted(CASES) : undefined,
      Budget: ask(0.5) ? dice.weighted(BUDGETS) : undefined,
      "Demo requested": ask(0.62) ? (dice.hit(0.2) ? "yes" : "no") : undefined,
      "Trial started": ask(0.4) ? (dice.hit(0.18) ? "yes" : "no") : undefined,
      "Pages viewed": ask(0.55) ? String(1 + Math.floor(14 * dice.next() ** 2.2)) : undefined,
    };
    for (const key of Object.keys(values)) if (values[key] === undefined) delete values[key];
    const parts = contributions(values);
    const logOdds = BASE + parts.reduce((sum, part) => sum + part.contribution, 0);
    const probability = logistic(logOdds);
    const wins = dice.hit(probability * 0.95);
    const delay = Math.exp(Math.log(38) + 0.55 * dice.normal());
    const closes = wins || dice.hit(0.8);
    const closedAt = createdAt + Math.min(delay, 89) * DAY;
    const closed = closes && closedAt < now;
    const lead = {
      id: id("lead", dice, 20),
      index: i,
      first,
      last,
      company,
      free,
      title,
      phone: people.phone && dice.hit(0.6) ? people.phone + String(10 + dice.below(89)) + (people.phone.startsWith("+1") ? "" : String(dice.below(10))) : undefined,
      values,
      parts,
      logOdds,
      probability,
      half: (0.08 + 0.16 * dice.next()) * (probability < 0.1 ? 0.5 : 1) + (Object.keys(values).length < 7 ? 0.1 : 0),
      source,
      createdAt,
      outcome: closed
        ? { kind: wins ? "won" : "lost", at: new Date(closedAt).toISOString(), ...(wins ? { value: { amount: Math.round(2400 + dice.next() ** 2 * 60000), currency: "EUR" } } : {}) }
        : undefined,
      moved: dice.hit(0.16) ? Math.round(dice.normal() * 9) : 0,
      seed: dice.below(2 ** 31),
      changedAt: Math.min(now - dice.below(40 * 60_000), Math.max(createdAt, now - dice.next() ** 3 * 20 * DAY)),
    };
    const touched = !closed && ageDays > 1 && dice.hit(0.42);
    lead.owner = closed || touched ? dice.of(owners).id : undefined;
    const reason = dice.of(LOST_WORDS);
    lead.status = closed ? (wins ? "converted" : dice.hit(0.5) ? "disqualified" : "lost") : touched ? dice.weighted([["claimed", 5], ["contacted", 4], ["qualified", 2]]) : "new";
    if (lead.status === "disqualified") lead.statusReason = reason;
    if (lead.status !== "new") lead.statusAt = new Date(closed ? closedAt : Math.min(now - 3_600_000, lead.createdAt + dice.next() * 12 * DAY)).toISOString();
    if (lead.status === "qualified") lead.qualifiedBy = dice.hit(0.5) ? "threshold" : "person";
    leads[i] = lead;
  }
  const byChance = [...leads].sort((a, b) => a.probability - b.probability);
  byChance.forEach((lead, rank) => {
    lead.score = Math.min(100, Math.round((100 * rank) / Math.max(1, count - 1)));
  });
  return { users, owners, companies, leads, side: (column) => SIDE[column] ?? "fit" };
}
