# Time from the start of an engine to its guest's first byte. Laid out by startup.awk; draw.sh
# sets `layout`, `style`, `format` and `output`.
name = layout.'/startup'
load name.'.vars'
load style
tick(v) = time_tick(v)
load style[1:strlen(style)-strlen('style.gp')].'dots.gp'
