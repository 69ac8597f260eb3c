/** Colour maps: perceptually uniform ones for quantities from low to high, `rdbu` for those around zero. */
export type Scheme = "viridis" | "magma" | "inferno" | "cividis" | "rdbu";
