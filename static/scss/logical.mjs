// Rewrites Bootstrap's left and right into start and end, so that one style sheet serves both
// reading directions (Bootstrap itself ships a second file for right-to-left).
import { readFileSync, writeFileSync } from "node:fs";

const SIDES = { left: "start", right: "end" };
const CORNERS = {
  "top-left": "start-start",
  "top-right": "start-end",
  "bottom-left": "end-start",
  "bottom-right": "end-end",
};
const RULES = [
  [/(?<=[{;])(margin|padding|border|scroll-margin)-(left|right)(?=[-:])/g,
    (_, box, side) => `${box}-inline-${SIDES[side]}`],
  [/(?<=[{;])border-(top-left|top-right|bottom-left|bottom-right)-radius(?=:)/g,
    (_, corner) => `border-${CORNERS[corner]}-radius`],
  [/(?<=[{;])(left|right)(?=:)/g, (_, side) => `inset-inline-${SIDES[side]}`],
  [/(?<=[{;]text-align:)(left|right)/g, (_, side) => SIDES[side]],
  [/(?<=[{;](?:float|clear):)(left|right)/g, (_, side) => `inline-${SIDES[side]}`],
];

const [file] = process.argv.slice(2);
const css = RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), readFileSync(file, "utf8"));
writeFileSync(file, css);
