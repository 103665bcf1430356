# Millions of instructions a second, by engine. Laid out by mips.awk; draw.sh
# sets `layout`, `style`, `format` and `output`.
name = layout.'/mips'
load name.'.vars'
load style
MORE = ""
tick(v) = v < 1e6 ? sprintf('%g', v) : sprintf('%.0e', v)
load style[1:strlen(style)-strlen('style.gp')].'dots.gp'
