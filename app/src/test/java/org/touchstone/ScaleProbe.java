package org.touchstone;

import java.util.Map;
import org.touchstone.credential.RegisterDump;
import org.touchstone.credential.StatusLists;

/** Throw-away. */
final class ScaleProbe {
    public static void main(String[] a) throws Exception {
        int n = Integer.parseInt(a[0]);
        int percent = Integer.parseInt(a[1]);
        var i = Installation.fresh("--touchstone.base-url=https://namad.example");
        var j = i.jdbc();
        j.sql("INSERT INTO business (id, legal_name, name_key, trade, source, created_at) SELECT gen_random_uuid(), 'Shop '||g, 'shop '||g, 'BOOKS', 'probe'||g, now() FROM generate_series(1," + n + ") g").update();
        j.sql("INSERT INTO website (id, host, skeleton, business_id) SELECT gen_random_uuid(), 'shop'||row_number() over ()||'.example', 's', id FROM business").update();
        j.sql("INSERT INTO mark (code, website_id, state, issued_at, expires_at) SELECT upper(substr(md5(id::text),1,10)), id, CASE WHEN random() * 100 < " + percent + " THEN 'REVOKED' ELSE 'ISSUED' END, now(), now() + interval '1 year' FROM website ON CONFLICT DO NOTHING").update();
        j.sql("INSERT INTO status_place (code) SELECT code FROM mark ORDER BY random()").update();
        System.out.println("PROBE filled " + n);
        var lists = i.part(StatusLists.class);
        long t = System.nanoTime();
        int size = lists.addresses().size();
        System.out.printf("PROBE board of %d lists read in %d ms%n", size, (System.nanoTime() - t) / 1_000_000);
        long bytes = 0;
        t = System.nanoTime();
        for (int k = 1; k <= size; k++) bytes += lists.list(k).orElseThrow().body().length;
        System.out.printf("PROBE %d status lists made and signed in %d ms, %d bytes at %d %% revoked%n", size, (System.nanoTime() - t) / 1_000_000, bytes, percent);
        for (var p : org.touchstone.credential.StatusPurpose.values()) {
            bytes = 0; t = System.nanoTime();
            for (int k = 1; k <= size; k++) bytes += lists.bitstring(p, k).orElseThrow().body().length;
            System.out.printf("PROBE %d bitstrings of %s in %d ms, %d bytes%n", size, p, (System.nanoTime() - t) / 1_000_000, bytes);
        }
        for (int r = 0; r < 2; r++) {
            System.gc();
            long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            var peak = new long[1];
            var stop = new boolean[1];
            var watch = new Thread(() -> { while (!stop[0]) { peak[0] = Math.max(peak[0], Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()); try { Thread.sleep(5); } catch (InterruptedException e) { return; } } });
            watch.start();
            t = System.nanoTime();
            var m = RegisterDump.class.getDeclaredMethod("make"); m.setAccessible(true); m.invoke(i.part(RegisterDump.class));
            long ms = (System.nanoTime() - t) / 1_000_000;
            stop[0] = true;
            System.out.printf("PROBE dump made in %d ms, heap before %d MB, peak %d MB (garbage included)%n", ms, before >> 20, peak[0] >> 20);
        }
        var d = j.sql("SELECT entries, bytes, (SELECT sum(length(gzipped)) FROM register_dump_part p WHERE p.dump = d.id) AS packed FROM register_dump d ORDER BY as_of DESC LIMIT 1").query().singleRow();
        System.out.println("PROBE " + d);
        var uri = "/register/dump/" + j.sql("SELECT id FROM register_dump ORDER BY as_of DESC LIMIT 1").query(String.class).single();
        t = System.nanoTime();
        int len = i.http().with("Accept-Encoding", "gzip").get(uri).text().length();
        System.out.printf("PROBE dump fetched packed in %d ms%n", (System.nanoTime() - t) / 1_000_000);
        if (a.length > 2) {
            t = System.nanoTime();
            var p = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx2g", "-cp", "../verifier/target/classes", "org.touchstone.verifier.Verifier", "--sample", a[2], i.http().base()).redirectErrorStream(true).start();
            System.out.println(new String(p.getInputStream().readAllBytes()).lines().map(x -> "PROBE | " + x).toList());
            System.out.printf("PROBE verify %d in %d ms%n", p.waitFor(), (System.nanoTime() - t) / 1_000_000);
        }
        i.close();
        System.exit(0);
    }
}
