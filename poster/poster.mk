# The poster, the screenshots on it and the report page. `make screenshots` records real runs and so
# needs KVM, this host's or the lab's; poster and report need a run's CSV files and the recordings alone.

TERM_DIR   := $(B)/poster/term
TERM_FLAGS  = -std=gnu17 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS)
CAPTURES   := poster/captures
CASTS       = $(wildcard $(CAPTURES)/*.cast)
SCREENS     = $(CASTS:$(CAPTURES)/%.cast=$(B)/poster/%.svg)

# What poster and report are made of: the example run where there is one, else the newest.
POSTER_RESULTS = $(if $(filter-out undefined default file,$(origin RESULTS)),$(RESULTS),$(or \
                 $(patsubst %/summary.csv,%,$(wildcard results/example/summary.csv)),$(RESULTS)))

$(TERM_DIR)/%.o: poster/term/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(TERM_FLAGS) $(DEPFLAGS) -c $< -o $@

RECORDER   := $(addprefix $(TERM_DIR)/,record.o scene.o cast.o)
$(TERM_DIR)/record: $(RECORDER)
	$(Q)$(CC) $(TERM_FLAGS) -o $@ $^ -lutil

$(TERM_DIR)/term2svg: $(addprefix $(TERM_DIR)/,term2svg.o drawing.o cast.o)
	$(Q)$(CC) $(TERM_FLAGS) -o $@ $^ -lvterm

$(B)/poster/%.svg: $(CAPTURES)/%.cast $(TERM_DIR)/term2svg
	$(Q)$(TERM_DIR)/term2svg $< >$@.new && mv $@.new $@

screenshots: all ## record the screenshots anew, from real runs (needs KVM)
	@sh scripts/setup.sh --check poster
	@$(MAKE) --no-print-directory $(TERM_DIR)/record
	@scripts/screenshots.sh $(TERM_DIR)/record $(CAPTURES) $(SCENES)
	@$(MAKE) --no-print-directory screens

screens: $(SCREENS)
	@:

poster report: export SHOWN = $(POSTER_RESULTS)

poster: ## set the poster, poster/poster-{en,ko}.pdf, from the CSV files of a run
	@sh scripts/setup.sh --check plots poster
	@$(MAKE) --no-print-directory screens
	@poster/poster.sh "$$SHOWN" $(B)/poster poster

report: ## write a run as one page, RESULTS/report.html
	@sh scripts/setup.sh --check plots
	@poster/report.sh "$$SHOWN"

.PHONY: screenshots screens poster report
