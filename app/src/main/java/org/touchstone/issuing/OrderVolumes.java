package org.touchstone.issuing;

import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.touchstone.foundation.Settings;
import org.touchstone.foundation.Sweep;
import org.touchstone.foundation.database.DatabaseClock;
import org.touchstone.issuing.store.OrderStore;
import org.touchstone.registers.RegisterAnswer;
import org.touchstone.registers.Registers;
import org.touchstone.registers.Registers.MonthEntry;
import org.touchstone.registry.Mark;
import org.touchstone.registry.Orders;
import org.touchstone.registry.Registry;
import org.touchstone.rules.identity.IdentityNumber;

/**
 * Asks the register of orders about every mark that was issued here, once a week, so that large honest shops are not punished for
 * their size. Where the register does not answer it is asked again within the hour, and what was known stands; where it knows nothing,
 * nothing is known, and nothing is assumed.
 */
@Component
public class OrderVolumes implements Sweep, DisposableBean {

    private static final Duration MOMENT = Duration.ofMillis(500);
    private static final Duration HOLD = Duration.ofMinutes(2);
    private static final Duration AGAIN = Duration.ofDays(7);
    private static final Duration RETRY = Duration.ofHours(1);
    private static final int MONTHS = 13;
    private static final int AT_ONCE = 4;

    private final OrderStore store;
    private final Registers registers;
    private final Registry registry;
    private final Settings settings;
    private final DatabaseClock clock;
    private final TransactionTemplate transaction;
    private final Crew<String> crew;

    OrderVolumes(
            OrderStore store,
            Registers registers,
            Registry registry,
            Settings settings,
            DatabaseClock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.registers = registers;
        this.registry = registry;
        this.settings = settings;
        this.clock = clock;
        this.transaction = transaction;
        this.crew = new Crew<>(AT_ONCE, AT_ONCE, most -> store.claim(most, HOLD), this::ask);
    }

    @Override
    public int work() {
        return settings.ordersUrl() == null ? 0 : crew.work(MOMENT);
    }

    private void ask(String code) {
        var mark = registry.mark(code).orElseThrow();
        var number = registry.numberOf(mark.businessId()).map(IdentityNumber::value);
        if (number.isEmpty()) {
            transaction.executeWithoutResult(_ -> store.next(code, AGAIN));
            return;
        }
        var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        var answer = registers.orders(number.get(), month.minusMonths(MONTHS - 1), month);
        transaction.executeWithoutResult(_ -> take(mark, answer));
    }

    private void take(Mark mark, RegisterAnswer<List<MonthEntry>> answer) {
        switch (answer) {
            case RegisterAnswer.Known<List<MonthEntry>>(var months) -> {
                registry.reportOrders(months.stream()
                        .flatMap(List::stream)
                        .map(m -> new Orders(mark.code(), m.month().atDay(1), m.orders()))
                        .toList());
                store.next(mark.code(), AGAIN);
            }
            case RegisterAnswer.NoAnswer<List<MonthEntry>> _ -> store.next(mark.code(), RETRY);
        }
    }

    @Override
    public void destroy() {
        crew.close();
    }
}
